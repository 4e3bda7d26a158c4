using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>
/// Locks between the node's threads; C#'s lock statement in firmware comes here too (see LockStatement.cs).
/// Outside a board it is .NET's.
/// </summary>
[StandsFor("System.Threading.Monitor")]
public static class Monitor
{
    public static void Enter(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (BoardThread.Current == null)
        {
            System.Threading.Monitor.Enter(obj);
            return;
        }

        BoardThread self = BoardThread.Require();
        self.Cycle.Locks.Of(obj).Enter(self);
    }

    public static void Exit(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        BoardThread? self = BoardThread.Current;
        if (self == null)
        {
            System.Threading.Monitor.Exit(obj);
            return;
        }

        self.ThrowIfDead();
        self.Cycle.Locks.Of(obj).Exit(self);
    }
}
