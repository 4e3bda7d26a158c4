namespace NanoMonitor.Tools.Sbom;

/// <summary>A NuGet package that the product brings along.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">Its version.</param>
public sealed record Package(string Name, string Version)
{
    /// <summary>SHA-512 of the package file, 128 hexadecimal digits; empty = not known.</summary>
    public string Sha512 { get; init; } = "";

    /// <summary>SPDX license expression; empty = the package gives none.</summary>
    public string License { get; init; } = "";

    /// <summary>Without an expression: the address of the license, or its file within the package; empty = the package does not say.</summary>
    public string LicensePlace { get; init; } = "";

    /// <summary>Package URLs of what it needs itself.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Package URL (purl).</summary>
    public string Url => UrlOf(Name, Version);

    /// <summary>The package URL of a name and version.</summary>
    public static string UrlOf(string name, string version) => $"pkg:nuget/{name}@{Uri.EscapeDataString(version)}";
}
