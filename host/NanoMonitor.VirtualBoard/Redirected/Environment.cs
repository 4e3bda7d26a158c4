using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Time since the board's start.</summary>
[StandsFor("System.Environment")]
public static class Environment
{
    public static long TickCount64 => BoardThread.Require().Cycle.UptimeMicroseconds / 1000;
}
