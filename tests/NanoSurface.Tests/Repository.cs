using System.Runtime.CompilerServices;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.Firmware;

namespace NanoMonitor.Tools.NanoSurface.Tests;

/// <summary>Where the tested repository lies, wherever the build put this assembly.</summary>
internal static class Repository
{
    /// <summary>The folder of NanoMonitor.sln.</summary>
    public static readonly string Root = FirmwareTree.FindRoot(SourceFolder());

    /// <summary>One gate for all tests: its surface is built once.</summary>
    public static readonly Gate Gate = new();

    /// <summary>The gate's judgement of the firmware as it stands.</summary>
    public static GateReport Report => s_report.Value;

    private static readonly Lazy<GateReport> s_report = new(() => Gate.Check(Root));

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
