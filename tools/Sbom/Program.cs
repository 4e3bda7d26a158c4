using System.Xml.Linq;
using NanoMonitor.Tools.Sbom;

// dotnet run --project tools/Sbom -- FILE: writes what the program and the firmware bring along, once they are restored.
if (args.Length != 1)
{
    Console.Error.WriteLine("Name the file to write: dotnet run --project tools/Sbom -- artifacts/sbom/nanomonitor.cdx.json");
    return 2;
}

string? root = Environment.CurrentDirectory;
while (root is not null && !File.Exists(Path.Combine(root, "NanoMonitor.sln")))
{
    root = Path.GetDirectoryName(root);
}

if (root is null)
{
    Console.Error.WriteLine("Run it within the repository.");
    return 2;
}

string assets = Path.Combine(root, "artifacts", "obj", "NanoMonitor.Cli", "project.assets.json");
if (!File.Exists(assets))
{
    Console.Error.WriteLine($"There is no {assets}: run 'dotnet restore' first.");
    return 1;
}

string version = XDocument.Load(Path.Combine(root, "Directory.Build.props")).Descendants("Version").Single().Value;
Package[] packages =
[
    .. AssetsFile.Read(assets),
    .. new[] { "NanoMonitor.Node", "NanoMonitor.Sensors" }.SelectMany(project => PackagesConfig.Read(Path.Combine(root, "device", project, "packages.config"))),
];
string output = Path.GetFullPath(args[0]);
Directory.CreateDirectory(Path.GetDirectoryName(output)!);
File.WriteAllBytes(output, CycloneDx.Encode("NanoMonitor", version, packages));
Console.WriteLine($"{output}: {packages.Select(package => package.Url).Distinct().Count()} packages.");
return 0;
