using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using NanoMonitor.Tools.NanoSurface.Firmware;

namespace NanoMonitor.Tools.NodeCost.Firmware;

/// <summary>
/// Compiles the firmware's own sources for .NET with the optimising compiler whose version Directory.Packages.props pins, so that
/// the IL is the same whatever SDK and configuration the meter itself was built with.
/// </summary>
public static class FirmwareBuild
{
    private const string Board = "NanoMonitor.VirtualBoard";
    private const string Plain = "NanoMonitor.Core.Plain";

    /// <summary>The images of Core, Sensors and Node and of the plain reference beside Core, in this order, by assembly name.</summary>
    /// <param name="root">The repository's folder.</param>
    /// <exception cref="InvalidOperationException">The sources do not compile; the message is the compiler's.</exception>
    public static IReadOnlyList<(string Name, byte[] Image)> Compile(string root)
    {
        List<(string Name, byte[] Image)> compiled = [];
        foreach (string path in FirmwareTree.Projects)
        {
            NanoProject project = NanoProject.Load(Path.Combine(root, path));
            List<(string, string)> sources = [.. project.FilesInFolder
                .Select(file => Path.Combine(project.Folder, file))
                .Select(file => (file, File.ReadAllText(file)))];
            bool usesBoard = compiled.Count > 0;
            if (usesBoard)
            {
                sources.Add(("aliases", Aliases(root)));
                sources.Add(("lock", File.ReadAllText(Path.Combine(root, "host", Board, "Injected", "LockStatement.cs"))));
            }

            compiled.Add((project.AssemblyName, Compile(project.AssemblyName, sources, usesBoard, compiled.Select(assembly => assembly.Image))));
        }

        string plain = Path.Combine(root, "tests", Plain);
        compiled.Add((Plain, Compile(
            Plain,
            Directory.EnumerateFiles(plain, "*.cs", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(plain, file).StartsWith("obj", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(file => (file, File.ReadAllText(file)))
                .Append(("usings", "global using System; global using System.Linq;")),
            usesBoard: true,
            compiled.Select(assembly => assembly.Image))));
        return compiled;
    }

    /// <summary>Compiles sources as the firmware is compiled.</summary>
    /// <param name="name">Assembly name.</param>
    /// <param name="sources">File names and texts.</param>
    /// <param name="usesBoard">Whether they use the virtual board's classes under the node's names.</param>
    /// <param name="dependencies">Images of assemblies they use.</param>
    public static byte[] Compile(string name, IEnumerable<(string File, string Text)> sources, bool usesBoard, IEnumerable<byte[]> dependencies)
    {
        // Aliases for a whole project came with 10; the firmware itself is written in 9.
        CSharpParseOptions parsing = new(usesBoard ? LanguageVersion.CSharp10 : LanguageVersion.CSharp9, DocumentationMode.None);
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Text, Encoding.UTF8), parsing, source.File)),
            PlatformReferences(usesBoard).Concat(dependencies.Select(image => MetadataReference.CreateFromImage(image))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        return result.Success
            ? image.ToArray()
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
    }

    private static IEnumerable<MetadataReference> PlatformReferences(bool usesBoard)
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == runtime || (usesBoard && Path.GetFileNameWithoutExtension(path) == Board))
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    private static string Aliases(string root)
    {
        XElement properties = XElement.Load(Path.Combine(root, "host", Board, "RedirectedNames.props"));
        return string.Join('\n', properties.Descendants("Using").Select(use => $"global using {use.Attribute("Alias")!.Value} = {use.Attribute("Include")!.Value};"));
    }
}
