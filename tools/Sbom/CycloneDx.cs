using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoMonitor.Tools.Sbom;

/// <summary>A software bill of materials in the CycloneDX format, version 1.6 (ECMA-424), as JSON. Equal packages give equal bytes.</summary>
public static class CycloneDx
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>The document.</summary>
    /// <param name="product">Name of the product.</param>
    /// <param name="version">Its version.</param>
    /// <param name="packages">Its packages, in any order; of equal ones the one that says more counts.</param>
    public static byte[] Encode(string product, string version, IEnumerable<Package> packages)
    {
        Package[] sorted =
        [
            .. packages.GroupBy(package => package.Url, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => same.MaxBy(package => package.Sha512.Length)!),
        ];
        string reference = $"{product}@{version}";
        byte[] identity = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sorted.Select(package => package.Url + package.Sha512).Prepend(reference))));
        var document = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{SerialNumber(identity)}",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = new JsonObject { ["type"] = "application", ["bom-ref"] = reference, ["name"] = product, ["version"] = version },
            },
            ["components"] = new JsonArray([.. sorted.Select(Component)]),
            ["dependencies"] = new JsonArray([.. sorted.Select(package => Dependency(package.Url, package.Needs)).Prepend(Dependency(reference, sorted.Select(package => package.Url)))]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, indented);
    }

    private static JsonObject Component(Package package)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = package.Url,
            ["name"] = package.Name,
            ["version"] = package.Version,
            ["purl"] = package.Url,
        };
        if (package.Sha512.Length > 0)
        {
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = package.Sha512 });
        }

        if (package.License.Length > 0)
        {
            component["licenses"] = new JsonArray(new JsonObject { ["expression"] = package.License });
        }
        else if (package.LicensePlace.Length > 0)
        {
            component["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["name"] = package.LicensePlace } });
        }

        return component;
    }

    private static JsonObject Dependency(string reference, IEnumerable<string> needs) => new()
    {
        ["ref"] = reference,
        ["dependsOn"] = new JsonArray([.. needs.Select(url => (JsonNode)url)]),
    };

    // RFC 9562, version 8: the bits are ours to choose.
    private static Guid SerialNumber(byte[] identity)
    {
        byte[] bytes = identity[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
