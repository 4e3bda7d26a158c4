using System.Threading;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Calls back after a time and then periodically, on a board thread of its own.</summary>
[StandsFor("System.Threading.Timer")]
public sealed class Timer : MarshalByRefObject, IDisposable
{
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly AutoResetEvent changed = new(false);
    private long due;
    private long period;
    private bool disposed;

    public Timer(TimerCallback callback, object? state, int dueTime, int period)
        : this(callback, state, Timeouts.Microseconds(dueTime), Timeouts.Microseconds(period))
    {
    }

    public Timer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        : this(callback, state, Timeouts.Microseconds(dueTime), Timeouts.Microseconds(period))
    {
    }

    private Timer(TimerCallback callback, object? state, long dueTime, long period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        this.callback = callback;
        this.state = state;
        Set(dueTime, period);
        BoardThread self = BoardThread.Require();
        BoardThread thread = self.Cycle.NewThread("timer", Run);
        thread.Entry = callback;
        self.Scheduler.Add(thread);
    }

    public bool Change(int dueTime, int period) => Change(Timeouts.Microseconds(dueTime), Timeouts.Microseconds(period));

    public bool Change(TimeSpan dueTime, TimeSpan period) => Change(Timeouts.Microseconds(dueTime), Timeouts.Microseconds(period));

    public void Dispose()
    {
        disposed = true;
        changed.Set();
    }

    private bool Change(long dueTime, long newPeriod)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Set(dueTime, newPeriod);
        return changed.Set();
    }

    private void Set(long dueTime, long newPeriod)
    {
        due = dueTime < 0 ? long.MaxValue : BoardThread.Require().Scheduler.Now + dueTime;
        period = newPeriod;
    }

    private void Run()
    {
        while (!disposed)
        {
            BoardThread self = BoardThread.Require();
            long wait = due == long.MaxValue ? -1 : Math.Max(0, due - self.Scheduler.Now);
            if (self.Scheduler.Wait(self, changed, wait) || disposed || self.Scheduler.Now < due)
            {
                continue;
            }

            due = period > 0 ? due + period : long.MaxValue;
            callback(state);
        }
    }
}
