using System.Text.RegularExpressions;
using System.Xml.Linq;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.Firmware;

namespace NanoMonitor.Tools.NanoSurface.Tests;

public class ProjectTests
{
    private const string NanoProjectType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

    public static TheoryData<string> Projects => [.. FirmwareTree.Projects.Append(FirmwareTree.UnitTests)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Lists_exactly_the_files_of_its_folder(string path)
    {
        NanoProject project = Load(path);

        Assert.True(
            project.Files.SequenceEqual(project.FilesInFolder),
            $"{path}: run 'dotnet run --project tools/NanoSurface -- sync'; it misses [{string.Join(' ', project.FilesInFolder.Except(project.Files))}] "
            + $"and lists in vain [{string.Join(' ', project.Files.Except(project.FilesInFolder))}]");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Takes_its_references_from_packages_at_the_pinned_versions(string path)
    {
        NanoProject project = Load(path);

        Assert.All(project.Packages, package => Assert.Equal(PackagePin.All[package.Id].Version, package.Version));
        Assert.All(project.References, reference =>
        {
            PackagePin pin = PackagePin.All[PackagePin.Of(reference.Assembly)];
            string extension = reference.Assembly.EndsWith("Launcher", StringComparison.Ordinal) ? "exe" : "dll";
            Assert.Contains(project.Packages, package => package.Id == pin.Id);
            Assert.Equal($@"..\..\packages\{pin.Id}.{pin.Version}\lib\{reference.Assembly}.{extension}", reference.HintPath);
        });
        Assert.Equal(
            project.Packages.SelectMany(package => PackagePin.All[package.Id].Assemblies).Order(StringComparer.Ordinal),
            project.References.Select(reference => reference.Assembly).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_pinned_versions_satisfy_each_other() => Assert.All(
        PackagePin.All.Values.SelectMany(pin => pin.Dependencies),
        dependency => Assert.True(
            Version.Parse(PackagePin.All[dependency.Id].Version) >= Version.Parse(dependency.Version),
            $"{dependency.Id} must be at least {dependency.Version}"));

    [Fact]
    public void Names_the_packages_that_its_code_needs_and_no_other()
    {
        GateReport report = Repository.Report;
        foreach (string path in FirmwareTree.Projects)
        {
            NanoProject project = Load(path);
            AssemblyReport? compiled = report.Assemblies.SingleOrDefault(assembly => assembly.Name == project.AssemblyName);
            Assert.True(compiled != null, $"{path} does not compile");
            IEnumerable<string> used = compiled.LibraryMembers.Select(use => PackagePin.Of(use.Assembly))
                .Append("nanoFramework.CoreLibrary")
                .Concat(project.ProjectReferences.SelectMany(reference => NanoProject.Load(reference).Packages).Select(package => package.Id));

            Assert.Equal(
                PackagePin.Closure(used).Order(StringComparer.Ordinal),
                project.Packages.Select(package => package.Id).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_unit_tests_have_the_packages_of_the_code_they_test()
    {
        NanoProject tests = Load(FirmwareTree.UnitTests);
        IEnumerable<string> needed = tests.ProjectReferences.SelectMany(reference => NanoProject.Load(reference).Packages)
            .Select(package => package.Id)
            .Append("nanoFramework.TestFramework");

        Assert.Equal(needed.Order(StringComparer.Ordinal), tests.Packages.Select(package => package.Id).Order(StringComparer.Ordinal));
        Assert.Equal("NFUnitTest", tests.AssemblyName);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Stands_in_the_solution_outside_the_default_build(string path)
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "NanoMonitor.sln"));
        string guid = "{" + XElement.Load(Path.Combine(Repository.Root, path)).Descendants().First(element => element.Name.LocalName == "ProjectGuid").Value.ToUpperInvariant() + "}";

        Assert.Matches($@"Project\(""{Regex.Escape(NanoProjectType)}""\) = ""[^""]+"", ""{Regex.Escape(path.Replace('/', '\\'))}"", ""{Regex.Escape(guid)}""", solution);
        Assert.Contains($"{guid}.Debug|Any CPU.ActiveCfg", solution, StringComparison.Ordinal);
        Assert.Contains($"{guid}.Release|Any CPU.ActiveCfg", solution, StringComparison.Ordinal);
        Assert.DoesNotMatch($@"{Regex.Escape(guid)}\.[^\r\n]*\.Build\.0", solution);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Carries_the_version_of_the_product(string path)
    {
        string version = XElement.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        string info = File.ReadAllText(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, "Properties", "AssemblyInfo.cs"));

        Assert.Contains($"AssemblyVersion(\"{version}.0\")", info, StringComparison.Ordinal);
    }

    [Fact]
    public void The_experimental_project_takes_the_same_packages()
    {
        string path = Path.Combine(Repository.Root, "device/NanoMonitor.Node.Experimental/NanoMonitor.Node.Experimental.csproj");
        PackageEntry[] packages = [.. XElement.Load(path).Descendants("PackageReference")
            .Select(package => new PackageEntry(package.Attribute("Include")!.Value, package.Attribute("Version")!.Value))];

        Assert.Equal(Load(FirmwareTree.Projects[^1]).Packages, packages);
        Assert.DoesNotContain("Experimental", File.ReadAllText(Path.Combine(Repository.Root, "NanoMonitor.sln")), StringComparison.Ordinal);
    }

    private static NanoProject Load(string path) => NanoProject.Load(Path.Combine(Repository.Root, path));
}
