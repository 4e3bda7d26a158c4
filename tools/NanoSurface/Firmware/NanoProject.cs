using System.Xml.Linq;

namespace NanoMonitor.Tools.NanoSurface.Firmware;

/// <summary>What an nfproj says.</summary>
public sealed class NanoProject
{
    private static readonly XNamespace Build = "http://schemas.microsoft.com/developer/msbuild/2003";

    private NanoProject(string path, XElement root)
    {
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        AssemblyName = root.Descendants(Build + "AssemblyName").First().Value;
        IsProgram = root.Descendants(Build + "OutputType").First().Value == "Exe";
        Files = [.. Includes(root, "Compile").Order(StringComparer.Ordinal)];
        ProjectReferences = [.. Includes(root, "ProjectReference").Select(name => System.IO.Path.GetFullPath(name, Folder))];
        References = [.. root.Descendants(Build + "Reference").Select(ReadReference)];
        string packages = System.IO.Path.Combine(Folder, "packages.config");
        Packages = [.. XElement.Load(packages).Elements("package")
            .Select(package => new PackageEntry(package.Attribute("id")!.Value, package.Attribute("version")!.Value))];
    }

    public string Path { get; }

    public string Folder { get; }

    public string AssemblyName { get; }

    /// <summary>Whether it makes a program, not a library.</summary>
    public bool IsProgram { get; }

    /// <summary>The <c>Compile</c> items with forward slashes, sorted.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Full paths of the nfprojs it refers to.</summary>
    public IReadOnlyList<string> ProjectReferences { get; }

    public IReadOnlyList<AssemblyReference> References { get; }

    public IReadOnlyList<PackageEntry> Packages { get; }

    /// <summary>The C# files that lie in the folder, relative, with forward slashes, sorted; build outputs left out.</summary>
    public IReadOnlyList<string> FilesInFolder => [.. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Folder, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    /// <summary>Reads an nfproj and the packages.config beside it.</summary>
    /// <param name="path">Path of the nfproj.</param>
    public static NanoProject Load(string path) => new(System.IO.Path.GetFullPath(path), XElement.Load(path));

    /// <summary>Rewrites the list of files to what lies in the folder, leaving the rest of the text as it is.</summary>
    /// <param name="path">Path of the nfproj; its <c>Compile</c> items stand together, one a line.</param>
    /// <returns>Whether the file changed.</returns>
    public static bool UpdateFileList(string path)
    {
        NanoProject project = Load(path);
        if (project.Files.SequenceEqual(project.FilesInFolder))
        {
            return false;
        }
        List<string> lines = [.. File.ReadAllLines(path)];
        int first = lines.FindIndex(IsFile);
        lines.RemoveAll(IsFile);
        lines.InsertRange(first, project.FilesInFolder.Select(file => $"    <Compile Include=\"{file.Replace('/', '\\')}\" />"));
        string written = path + ".new";
        File.WriteAllText(written, string.Join('\n', lines) + "\n");
        File.Move(written, path, overwrite: true);
        return true;

        static bool IsFile(string line) => line.TrimStart().StartsWith("<Compile Include=", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Includes(XElement root, string item) =>
        root.Descendants(Build + item).Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'));

    private static AssemblyReference ReadReference(XElement element)
    {
        string[] identity = element.Attribute("Include")!.Value.Split(", ");
        string version = identity.FirstOrDefault(part => part.StartsWith("Version=", StringComparison.Ordinal))?["Version=".Length..] ?? "";
        return new AssemblyReference(identity[0], version, element.Element(Build + "HintPath")?.Value ?? "");
    }
}
