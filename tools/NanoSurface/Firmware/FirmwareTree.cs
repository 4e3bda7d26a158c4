namespace NanoMonitor.Tools.NanoSurface.Firmware;

/// <summary>Where the firmware lies in the repository.</summary>
public static class FirmwareTree
{
    /// <summary>The nfprojs that make the firmware, dependencies first, relative to the root.</summary>
    public static readonly IReadOnlyList<string> Projects =
    [
        "shared/NanoMonitor.Core/NanoMonitor.Core.nfproj",
        "device/NanoMonitor.Sensors/NanoMonitor.Sensors.nfproj",
        "device/NanoMonitor.Node/NanoMonitor.Node.nfproj",
    ];

    /// <summary>The nfproj that tests the shared code on the interpreter.</summary>
    public const string UnitTests = "device/NanoMonitor.UnitTests/NanoMonitor.UnitTests.nfproj";

    /// <summary>Starts the tests; a program without an API, so that no list describes it.</summary>
    public const string TestLauncher = "nanoFramework.UnitTestLauncher";

    /// <summary>The nearest folder, from <paramref name="start"/> upwards, that holds the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">No folder above holds it.</exception>
    public static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NanoMonitor.sln")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"no folder above '{start}' holds NanoMonitor.sln; name the repository with --root");
    }
}
