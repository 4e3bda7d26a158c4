using System.Runtime.CompilerServices;
using NanoMonitor.Tools.NanoSurface.Firmware;
using NanoMonitor.Tools.NodeCost.Metering;

namespace NanoMonitor.Tools.NodeCost.Tests;

/// <summary>The repository whose firmware is metered, wherever the build put this assembly.</summary>
internal static class Repository
{
    /// <summary>The folder of NanoMonitor.sln.</summary>
    public static readonly string Root = FirmwareTree.FindRoot(SourceFolder());

    private static readonly Lazy<Meter> s_meter = new(() => Meter.OfRepository(Root));

    /// <summary>One meter for all tests: the firmware is compiled once.</summary>
    public static Meter Meter => s_meter.Value;

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
