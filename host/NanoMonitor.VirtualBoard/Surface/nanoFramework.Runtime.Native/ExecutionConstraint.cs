using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Runtime.Native;

/// <summary>A time limit for the calling thread.</summary>
public static class ExecutionConstraint
{
    /// <summary>
    /// From the given time on, the thread's next call into the board throws <see cref="ConstraintException"/>; -1 takes the limit away.
    /// </summary>
    public static void Install(int timeoutMilliseconds, int priority)
    {
        BoardThread self = BoardThread.Require();
        self.ConstraintDue = timeoutMilliseconds < 0 ? long.MaxValue : self.Scheduler.Now + (timeoutMilliseconds * 1000L);
    }
}
