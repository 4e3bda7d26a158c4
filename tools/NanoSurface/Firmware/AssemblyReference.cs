namespace NanoMonitor.Tools.NanoSurface.Firmware;

/// <summary>A <c>Reference</c> item of an nfproj.</summary>
/// <param name="Assembly">Simple name.</param>
/// <param name="Version">Version of the identity, for example 1.17.11.0.</param>
/// <param name="HintPath">Path of the file inside the restored packages, as written.</param>
public sealed record AssemblyReference(string Assembly, string Version, string HintPath);
