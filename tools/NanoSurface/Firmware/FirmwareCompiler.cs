using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.Surface;

namespace NanoMonitor.Tools.NanoSurface.Firmware;

/// <summary>Compiles sources as the nfproj's Release build does, against the surface and nothing else.</summary>
/// <param name="surface">The reference assemblies.</param>
public sealed class FirmwareCompiler(SurfaceBuilder surface)
{
    private static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.CSharp9, DocumentationMode.None, preprocessorSymbols: ["TRACE", "NANOFRAMEWORK_1_0"]);

    /// <summary>Compiles the files that lie in a project's folder, with the assemblies that its nfproj names.</summary>
    /// <param name="project">The project.</param>
    /// <param name="dependencies">Compiled projects that it refers to.</param>
    /// <param name="root">Folder that file names in findings start from.</param>
    public CompiledFirmware Compile(NanoProject project, IEnumerable<CompiledFirmware> dependencies, string root)
    {
        IEnumerable<(string, string)> sources = project.FilesInFolder
            .Select(file => Path.Combine(project.Folder, file))
            .Select(file => (Relative(root, file), File.ReadAllText(file)));
        IEnumerable<string> assemblies = project.References.Select(reference => reference.Assembly)
            .Where(assembly => assembly != FirmwareTree.TestLauncher);
        return Compile(project.AssemblyName, Relative(root, project.Path), project.IsProgram, sources, assemblies, dependencies);
    }

    /// <summary>Compiles sources as an assembly of their own.</summary>
    /// <param name="name">Assembly name.</param>
    /// <param name="projectFile">Name for findings about the whole assembly.</param>
    /// <param name="isProgram">Whether it must have an entry point.</param>
    /// <param name="sources">File names, as findings shall show them, and texts.</param>
    /// <param name="assemblies">Names of nanoFramework assemblies.</param>
    /// <param name="dependencies">Other firmware assemblies.</param>
    public CompiledFirmware Compile(
        string name,
        string projectFile,
        bool isProgram,
        IEnumerable<(string File, string Text)> sources,
        IEnumerable<string> assemblies,
        IEnumerable<CompiledFirmware> dependencies)
    {
        IEnumerable<MetadataReference> references = assemblies.Select(surface.Build)
            .Concat(dependencies.Where(dependency => dependency.Image.Length > 0)
                .Select(dependency => MetadataReference.CreateFromImage(dependency.Image)));
        var compilation = CSharpCompilation.Create(
            name,
            sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Text, Encoding.UTF8), ParseOptions, source.File)),
            references,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                generalDiagnosticOption: ReportDiagnostic.Error,
                warningLevel: 4,
                deterministic: true));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(
            image,
            symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Finding[] findings = [.. result.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => Describe(diagnostic, projectFile))];
        return new CompiledFirmware(
            name,
            projectFile,
            compilation,
            result.Success ? image.ToArray() : [],
            result.Success ? symbols.ToArray() : [],
            findings);
    }

    private static Finding Describe(Diagnostic diagnostic, string projectFile)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        return new Finding(
            diagnostic.Id,
            diagnostic.Location.IsInSource ? span.Path : projectFile,
            diagnostic.Location.IsInSource ? span.StartLinePosition.Line + 1 : 0,
            diagnostic.Location.IsInSource ? span.StartLinePosition.Character + 1 : 0,
            diagnostic.GetMessage() + " [compiled against nanoFramework]");
    }

    private static string Relative(string root, string file) => Path.GetRelativePath(root, file).Replace('\\', '/');
}
