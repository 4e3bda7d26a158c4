namespace NanoMonitor.VirtualBoard.Time;

/// <summary>
/// Something under way at the broker, during which virtual time stands still.
/// After a bounded real time it counts as lost and time moves on.
/// </summary>
internal sealed class Exchange : IDisposable
{
    private readonly Scheduler scheduler;
    private readonly Action? lost;
    private readonly Timer bound;
    private int ended;

    internal Exchange(Board board, Action? lost = null)
    {
        scheduler = board.Scheduler;
        this.lost = lost;
        scheduler.BeginExchange();
        bound = new Timer(_ => Lose(), null, board.Options.ExchangeTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether it has ended or counts as lost.</summary>
    internal bool Ended => Volatile.Read(ref ended) != 0;

    /// <summary>The exchange has come to its end; true only for the first call.</summary>
    internal bool End()
    {
        if (Interlocked.Exchange(ref ended, 1) != 0)
        {
            return false;
        }

        bound.Dispose();
        scheduler.EndExchange();
        return true;
    }

    public void Dispose() => End();

    private void Lose()
    {
        // What has to happen about the loss is queued before time may move.
        if (Volatile.Read(ref ended) == 0)
        {
            lost?.Invoke();
            End();
        }
    }
}
