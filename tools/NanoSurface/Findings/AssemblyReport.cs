using NanoMonitor.Tools.NanoSurface.Firmware;
using NanoMonitor.Tools.NanoSurface.ImageRules;

namespace NanoMonitor.Tools.NanoSurface.Findings;

/// <summary>What one compiled assembly holds.</summary>
/// <param name="Name">Assembly name.</param>
/// <param name="Files">Source files.</param>
/// <param name="CodeBytes">Bytes of IL.</param>
/// <param name="StringBytes">Bytes of literals and names.</param>
/// <param name="InitialiserBytes">Bytes of array initialisers.</param>
/// <param name="MostLocals">Locals of the method that has most.</param>
/// <param name="LibraryMembers">Library members it refers to, by library assembly.</param>
public sealed record AssemblyReport(
    string Name,
    int Files,
    int CodeBytes,
    int StringBytes,
    int InitialiserBytes,
    int MostLocals,
    IReadOnlyList<(string Assembly, string Member)> LibraryMembers)
{
    internal static AssemblyReport Of(CompiledFirmware firmware, FirmwareImage image, IReadOnlySet<string> ownAssemblies) => new(
        firmware.Name,
        firmware.Compilation.SyntaxTrees.Length,
        AssemblySizeRule.CodeBytes(image),
        AssemblySizeRule.StringBytes(image),
        AssemblySizeRule.InitialiserBytes(image),
        image.Methods.Select(method => method.Body.Variables.Count).DefaultIfEmpty().Max(),
        [.. ApiUse.Of(image, ownAssemblies)]);
}
