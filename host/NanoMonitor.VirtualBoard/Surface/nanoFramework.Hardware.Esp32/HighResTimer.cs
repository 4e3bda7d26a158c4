using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The microsecond counter.</summary>
public class HighResTimer
{
    /// <summary>Microseconds since the board's start.</summary>
    public static ulong GetCurrent() => (ulong)BoardThread.Require().Cycle.UptimeMicroseconds;
}
