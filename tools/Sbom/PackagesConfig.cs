using System.Xml;
using System.Xml.Linq;

namespace NanoMonitor.Tools.Sbom;

/// <summary><c>packages.config</c>: the packages of a firmware project.</summary>
public static class PackagesConfig
{
    /// <summary>Reads the packages.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static IReadOnlyList<Package> Read(string path)
    {
        try
        {
            return [.. XDocument.Load(path).Descendants("package").Select(package => new Package(Value(package, "id"), Value(package, "version")))];
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"{path} is no packages.config: {e.Message}", e);
        }

        string Value(XElement package, string name) =>
            (string?)package.Attribute(name) ?? throw new InvalidDataException($"{path}: a package has no {name}.");
    }
}
