using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Runtime.Native;

/// <summary>What the board says of itself.</summary>
public static class SystemInfo
{
    public static FloatingPoint FloatingPointSupport => FloatingPoint.SinglePrecisionHardware;

    public static string OEMString => "nanoFramework on a virtual board";

    public static string Platform => "ESP32";

    public static string TargetName => BoardThread.Require().Cycle.Board.Options.TargetName;

    public static Version Version => new(1, 17, 0, 0);

    public enum FloatingPoint
    {
        None = 0,
        SinglePrecisionSoftware = 1,
        SinglePrecisionHardware = 2,
        DoublePrecisionSoftware = 3,
        DoublePrecisionHardware = 4,
    }
}
