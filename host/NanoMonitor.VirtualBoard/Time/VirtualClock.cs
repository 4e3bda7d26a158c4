namespace NanoMonitor.VirtualBoard.Time;

/// <summary>
/// A board's time. It moves only when every thread of the board waits and nothing is outstanding at the broker,
/// and never past the horizon, but to finish a bus transfer that is under way there.
/// </summary>
public sealed class VirtualClock : IClock
{
    private readonly Scheduler scheduler;

    internal VirtualClock(Scheduler scheduler) => this.scheduler = scheduler;

    /// <inheritdoc/>
    public long NowMicroseconds => scheduler.Now;

    /// <summary>
    /// The time at which the board stops and waits to be let on; 0 at first, <see cref="long.MaxValue"/> lets it run freely.
    /// Setting it does not wait; a time in the past means now.
    /// </summary>
    public long HorizonMicroseconds
    {
        get => scheduler.Horizon;
        set => scheduler.Horizon = value;
    }

    /// <summary>Virtual seconds per real second at most: 1 for real time, 0 (at first) for as fast as possible.</summary>
    public double Speed
    {
        get => scheduler.Speed;
        set => scheduler.Speed = value;
    }

    /// <summary>
    /// Raises the horizon to a time and blocks the caller until the board has done all there is to do up to it.
    /// Afterwards the time is that one, or the end of a bus transfer that was under way, whether or not the board is on.
    /// </summary>
    /// <exception cref="TimeoutException">A board thread runs without ever waiting.</exception>
    public void AdvanceTo(long microseconds) => scheduler.AdvanceTo(microseconds);

    /// <summary>As <see cref="AdvanceTo"/>, from now on.</summary>
    public void AdvanceBy(long microseconds) => scheduler.AdvanceTo(scheduler.Now + microseconds);
}
