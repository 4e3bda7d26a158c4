using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Something the node's threads wait for. A handle belongs to the board on whose thread it was made.</summary>
[StandsFor("System.Threading.WaitHandle")]
public abstract class WaitHandle : MarshalByRefObject, ICondition
{
    public const int WaitTimeout = 258;

    private readonly PowerCycle cycle;
    private bool signalled;

    protected WaitHandle() => cycle = BoardThread.Require().Cycle;

    private protected WaitHandle(bool signalled, bool resetsItself)
        : this()
    {
        this.signalled = signalled;
        ResetsItself = resetsItself;
    }

    internal bool Signalled => signalled;

    private bool ResetsItself { get; }

    public static bool WaitAll(WaitHandle[] waitHandles) => WaitAll(waitHandles, System.Threading.Timeout.Infinite, false);

    public static bool WaitAll(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) =>
        Wait(new AllSignalled(waitHandles), millisecondsTimeout);

    public static int WaitAny(WaitHandle[] waitHandles) => WaitAny(waitHandles, System.Threading.Timeout.Infinite, false);

    public static int WaitAny(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext)
    {
        AnySignalled any = new(waitHandles);
        return Wait(any, millisecondsTimeout) ? any.Index : WaitTimeout;
    }

    public virtual bool WaitOne() => WaitOne(System.Threading.Timeout.Infinite, false);

    public virtual bool WaitOne(int millisecondsTimeout, bool exitContext) => Wait(this, millisecondsTimeout);

    bool ICondition.TryTake(BoardThread waiter)
    {
        if (signalled)
        {
            Take();
            return true;
        }

        return false;
    }

    /// <summary>Takes the signal; called with the scheduler's gate held and only when signalled.</summary>
    internal void Take()
    {
        if (ResetsItself)
        {
            signalled = false;
        }
    }

    private protected bool SetSignal(bool value)
    {
        BoardThread.Current?.ThrowIfDead();
        lock (cycle.Board.Scheduler.Gate)
        {
            signalled = value;
            if (value)
            {
                cycle.Board.Scheduler.Recheck();
            }
        }

        return true;
    }

    private static bool Wait(ICondition condition, int millisecondsTimeout)
    {
        BoardThread self = BoardThread.Require();
        return self.Scheduler.Wait(self, condition, Timeouts.Microseconds(millisecondsTimeout));
    }
}
