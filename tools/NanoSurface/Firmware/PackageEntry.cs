namespace NanoMonitor.Tools.NanoSurface.Firmware;

/// <summary>A row of packages.config.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Exact version.</param>
public sealed record PackageEntry(string Id, string Version);
