using System.Text.Json;
using System.Xml.Linq;

namespace NanoMonitor.Tools.Sbom;

/// <summary>NuGet's <c>project.assets.json</c>: every package a restored project needs, directly or not.</summary>
public static class AssetsFile
{
    /// <summary>Reads the packages.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static IReadOnlyList<Package> Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is no project.assets.json: {e.Message}", e);
        }
    }

    private static List<Package> Read(JsonElement root)
    {
        string[] folders = [.. root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        JsonElement libraries = root.GetProperty("libraries");

        // Names are compared without case, and dependencies name the least version only: what was chosen stands among the libraries.
        Dictionary<string, string> urls = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty library in Packages(libraries))
        {
            (string name, string version) = Split(library.Name);
            urls[name] = Package.UrlOf(name, version);
        }

        ILookup<string, string> needs = root.GetProperty("targets").EnumerateObject()
            .SelectMany(target => Packages(target.Value))
            .SelectMany(package => Dependencies(package.Value).Select(name => (package.Name, Url: urls.GetValueOrDefault(name))))
            .Where(pair => pair.Url is not null)
            .ToLookup(pair => pair.Name, pair => pair.Url!);
        return
        [
            .. Packages(libraries).Select(library => WithLicense(folders, library.Value.GetProperty("path").GetString()!, Split(library.Name)) with
            {
                Sha512 = Convert.ToHexStringLower(Convert.FromBase64String(library.Value.GetProperty("sha512").GetString()!)),
                Needs = [.. needs[library.Name].Distinct().Order(StringComparer.Ordinal)],
            }),
        ];
    }

    private static IEnumerable<JsonProperty> Packages(JsonElement libraries) =>
        libraries.EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package");

    private static IEnumerable<string> Dependencies(JsonElement package) =>
        package.TryGetProperty("dependencies", out JsonElement dependencies) ? dependencies.EnumerateObject().Select(one => one.Name) : [];

    private static (string Name, string Version) Split(string library) => library.Split('/') is [var name, var version]
        ? (name, version)
        : throw new FormatException($"'{library}' is not NAME/VERSION");

    private static Package WithLicense(string[] folders, string path, (string Name, string Version) id)
    {
        var package = new Package(id.Name, id.Version);
        string? specification = folders.Select(folder => Path.Combine(folder, path)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.nuspec")).FirstOrDefault();
        if (specification is null)
        {
            return package;
        }

        XElement[] elements = [.. XDocument.Load(specification).Descendants()];
        XElement? license = elements.FirstOrDefault(element => element.Name.LocalName == "license");
        return (string?)license?.Attribute("type") == "expression"
            ? package with { License = license!.Value }
            : package with { LicensePlace = license?.Value ?? elements.FirstOrDefault(element => element.Name.LocalName == "licenseUrl")?.Value ?? "" };
    }
}
