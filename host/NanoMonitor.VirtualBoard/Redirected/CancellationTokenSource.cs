using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Cancels by call or after virtual time.</summary>
[StandsFor("System.Threading.CancellationTokenSource")]
public class CancellationTokenSource : IDisposable, ICondition
{
    private readonly Scheduler scheduler = BoardThread.Require().Scheduler;
    private bool cancelled;

    public CancellationTokenSource()
    {
    }

    public CancellationTokenSource(int millisecondsDelay) => CancelAfter(millisecondsDelay);

    public CancellationTokenSource(TimeSpan delay) => CancelAfter(delay);

    public bool IsCancellationRequested => cancelled || scheduler.Now >= Due;

    public CancellationToken Token => new(this);

    /// <summary>Virtual time at which it cancels by itself.</summary>
    internal long Due { get; private set; } = long.MaxValue;

    public void Cancel()
    {
        BoardThread.Require();
        cancelled = true;
        scheduler.Recheck();
    }

    public void CancelAfter(int millisecondsDelay) => CancelAfterMicroseconds(Timeouts.Microseconds(millisecondsDelay));

    public void CancelAfter(TimeSpan delay) => CancelAfterMicroseconds(Timeouts.Microseconds(delay));

    public void Dispose() => GC.SuppressFinalize(this);

    bool ICondition.TryTake(BoardThread waiter) => IsCancellationRequested;

    private void CancelAfterMicroseconds(long delay) => Due = delay < 0 ? long.MaxValue : scheduler.Now + delay;
}
