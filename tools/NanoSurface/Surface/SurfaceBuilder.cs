using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using NanoMonitor.Tools.NanoSurface.Api;

namespace NanoMonitor.Tools.NanoSurface.Surface;

/// <summary>
/// Builds reference-only assemblies, under their real names, from the lists. The library of <c>mscorlib</c> is its own
/// root: nothing of .NET is referenced, so whatever nanoFramework lacks does not compile.
/// </summary>
public sealed class SurfaceBuilder
{
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        generalDiagnosticOption: ReportDiagnostic.Suppress,
        deterministic: true);

    private readonly Dictionary<string, ApiList> _lists;
    private readonly Dictionary<string, ApiList> _owners;
    private readonly Lock _building = new();
    private readonly Dictionary<string, MetadataReference> _built = new(StringComparer.Ordinal);

    public SurfaceBuilder(IEnumerable<ApiList> lists)
    {
        _lists = lists.ToDictionary(list => list.Assembly, StringComparer.Ordinal);
        _owners = _lists.Values
            .SelectMany(list => list.Types.Keys.Select(name => (name, list)))
            .ToDictionary(pair => pair.name, pair => pair.list, StringComparer.Ordinal);
    }

    /// <summary>Names of all assemblies that can be built.</summary>
    public IEnumerable<string> Assemblies => _lists.Keys;

    /// <summary>Builds one assembly, and those it needs, once.</summary>
    /// <param name="assembly">Simple assembly name.</param>
    /// <exception cref="ArgumentException">No list describes the assembly.</exception>
    /// <exception cref="FormatException">The list does not make a consistent assembly; the message says what is wrong.</exception>
    public MetadataReference Build(string assembly)
    {
        lock (_building)
        {
            return BuildOnce(assembly);
        }
    }

    /// <summary>The assembly that owns a type, or null.</summary>
    public string? OwnerOf(string typeName) => _owners.TryGetValue(typeName, out ApiList? list) ? list.Assembly : null;

    private MetadataReference BuildOnce(string assembly)
    {
        if (_built.TryGetValue(assembly, out MetadataReference? reference))
        {
            return reference;
        }
        if (!_lists.TryGetValue(assembly, out ApiList? list))
        {
            throw new ArgumentException($"no nano-api list describes the assembly '{assembly}'", nameof(assembly));
        }
        MetadataReference[] needed = [.. Needed(list).Select(BuildOnce)];
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(StubSource.Write(list, Find)), path: assembly + ".cs");
        var compilation = CSharpCompilation.Create(assembly, [tree], needed, Options);
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(metadataOnly: true, runtimeMetadataVersion: "v4.0.30319"));
        if (!result.Success)
        {
            Diagnostic first = result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            string line = tree.GetText().Lines[first.Location.GetLineSpan().StartLinePosition.Line].ToString();
            throw new FormatException($"{assembly}: {first.GetMessage()}: {line}");
        }
        return _built[assembly] = MetadataReference.CreateFromImage(image.ToArray(), filePath: assembly + ".dll");
    }

    private ApiType? Find(string name) => _owners.TryGetValue(name, out ApiList? list) ? list.Types[name] : null;

    private IEnumerable<string> Needed(ApiList list) => list.Types.Values
        .SelectMany(TypesOf)
        .Select(OwnerOf)
        .OfType<string>()
        .Append("mscorlib")
        .Distinct(StringComparer.Ordinal)
        .Where(name => name != list.Assembly && list.Assembly != "mscorlib");

    private static IEnumerable<string> TypesOf(ApiType type) => type.Members
        .SelectMany(member => (member.Kind == 'M' ? member.Parameters.Select(parameter => parameter.Type) : member.IndexTypes).Append(member.Type))
        .Concat(type.Interfaces)
        .Append(type.Base)
        .Select(name => name.Replace("[]", "", StringComparison.Ordinal));
}
