using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Runtime.Native;

/// <summary>The real-time clock.</summary>
public static class Rtc
{
    public static bool SetSystemTime(NanoMonitor.VirtualBoard.Redirected.DateTime time)
    {
        BoardThread.Require().Cycle.Board.TimeOfDay.Set(time);
        return true;
    }
}
