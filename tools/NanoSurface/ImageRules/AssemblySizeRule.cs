using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.ImageRules;

/// <summary>What one assembly may hold: 64 KB of IL, 64 KB of strings (names included), 60 KB of array initialisers.</summary>
public sealed class AssemblySizeRule : IImageRule
{
    public const string Id = "assembly-size";

    public const int MaxCodeBytes = 64 * 1024;
    public const int MaxStringBytes = 64 * 1024;
    public const int MaxInitialiserBytes = 60 * 1024;

    public IEnumerable<Finding> Inspect(FirmwareImage image)
    {
        (string What, int Bytes, int Limit)[] sizes =
        [
            ("IL", CodeBytes(image), MaxCodeBytes),
            ("strings and names", StringBytes(image), MaxStringBytes),
            ("array initialisers", InitialiserBytes(image), MaxInitialiserBytes),
        ];
        return sizes
            .Where(size => size.Bytes > size.Limit)
            .Select(size => image.AtProject(Id, $"{size.Bytes} bytes of {size.What}, at most {size.Limit} in one assembly: split it"));
    }

    /// <summary>Bytes of IL of all methods.</summary>
    public static int CodeBytes(FirmwareImage image) => image.Methods.Sum(method => method.Body.CodeSize);

    /// <summary>Bytes of all distinct literals and names, as zero-ended UTF-8.</summary>
    public static int StringBytes(FirmwareImage image) => image.Methods
        .SelectMany(method => method.Body.Instructions)
        .Where(instruction => instruction.OpCode.Code == Code.Ldstr)
        .Select(instruction => (string)instruction.Operand)
        .Concat(image.Types.SelectMany(type => new[] { type.Name, type.Namespace }
            .Concat(type.Methods.Select(method => method.Name))
            .Concat(type.Fields.Select(field => field.Name))))
        .Concat(image.Module.GetTypeReferences().SelectMany(type => new[] { type.Name, type.Namespace }))
        .Concat(image.Module.GetMemberReferences().Select(member => member.Name))
        .Distinct(StringComparer.Ordinal)
        .Sum(text => Encoding.UTF8.GetByteCount(text) + 1);

    /// <summary>Bytes of the data that array initialisers are copied from.</summary>
    public static int InitialiserBytes(FirmwareImage image) => image.Types
        .SelectMany(type => type.Fields)
        .Where(field => field.Attributes.HasFlag(FieldAttributes.HasFieldRVA))
        .Sum(field => field.InitialValue.Length);
}
