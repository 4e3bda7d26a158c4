using System.Text.Json.Nodes;

namespace NanoMonitor.Tools.Sbom.Tests;

public sealed class CycloneDxTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-sbom-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Lists_every_package_with_hash_license_and_what_it_needs()
    {
        IReadOnlyList<Package> packages = AssetsFile.Read(WriteAssets());
        Assert.Equal(["Alpha@1.2.0", "beta@3.0.0-rc.1"], packages.Select(package => $"{package.Name}@{package.Version}"));
        JsonNode document = JsonNode.Parse(CycloneDx.Encode("Product", "0.1", packages))!;

        Assert.Equal("CycloneDX", (string?)document["bomFormat"]);
        Assert.Equal("1.6", (string?)document["specVersion"]);
        JsonNode alpha = document["components"]![0]!;
        Assert.Equal("pkg:nuget/Alpha@1.2.0", (string?)alpha["purl"]);
        Assert.Equal("SHA-512", (string?)alpha["hashes"]![0]!["alg"]);
        Assert.Equal("0102ff", (string?)alpha["hashes"]![0]!["content"]);
        Assert.Equal("MIT", (string?)alpha["licenses"]![0]!["expression"]);
        Assert.Equal("LICENSE.txt", (string?)document["components"]![1]!["licenses"]![0]!["license"]!["name"]);
        JsonNode needs = document["dependencies"]!.AsArray().Single(one => (string?)one!["ref"] == "pkg:nuget/Alpha@1.2.0")!;
        Assert.Equal(["pkg:nuget/beta@3.0.0-rc.1"], needs["dependsOn"]!.AsArray().Select(one => (string?)one));
    }

    [Fact]
    public void Equal_packages_give_equal_bytes_in_any_order()
    {
        Package a = new("a", "1") { Sha512 = "00" };
        Package b = new("b", "1");
        Assert.Equal(CycloneDx.Encode("p", "1", [a, b]), CycloneDx.Encode("p", "1", [b, a, new Package("a", "1")]));
        Assert.NotEqual(CycloneDx.Encode("p", "1", [a, b]), CycloneDx.Encode("p", "1", [a]));
    }

    [Fact]
    public void Lists_the_packages_of_the_firmware()
    {
        string path = Write("packages.config", """<packages><package id="nanoFramework.CoreLibrary" version="1.17.11" /></packages>""");
        Assert.Equal([new Package("nanoFramework.CoreLibrary", "1.17.11").Url], PackagesConfig.Read(path).Select(package => package.Url));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("text")]
    public void Refuses_what_is_no_assets_file(string text)
    {
        string path = Write("project.assets.json", text);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => AssetsFile.Read(path)).Message);
    }

    private string WriteAssets()
    {
        Directory.CreateDirectory(Path.Combine(folder, "alpha", "1.2.0"));
        Write("alpha/1.2.0/alpha.nuspec", """<package xmlns="urn:n"><metadata><license type="expression">MIT</license><licenseUrl>https://x.test/</licenseUrl></metadata></package>""");
        Directory.CreateDirectory(Path.Combine(folder, "beta", "3.0.0-rc.1"));
        Write("beta/3.0.0-rc.1/beta.nuspec", """<package><metadata><license type="file">LICENSE.txt</license><licenseUrl>https://x.test/</licenseUrl></metadata></package>""");
        return Write("project.assets.json", $$"""
            {
              "packageFolders": { "{{folder}}": {} },
              "libraries": {
                "Alpha/1.2.0": { "type": "package", "sha512": "AQL/", "path": "alpha/1.2.0" },
                "beta/3.0.0-rc.1": { "type": "package", "sha512": "", "path": "beta/3.0.0-rc.1" },
                "Own/1.0.0": { "type": "project", "path": "../Own" }
              },
              "targets": { "net10.0": {
                "Alpha/1.2.0": { "type": "package", "dependencies": { "Beta": "2.0.0" } },
                "beta/3.0.0-rc.1": { "type": "package" },
                "Own/1.0.0": { "type": "project" }
              } }
            }
            """.Replace(@"\", @"\\", StringComparison.Ordinal));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
