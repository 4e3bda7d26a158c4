namespace NanoMonitor.VirtualBoard.Time;

/// <summary>The node's idea of the date: unknown (counting from 1970) until set, kept over reboots and deep sleep, lost with the power.</summary>
internal sealed class RealTimeClock
{
    private readonly Board board;
    private DateTime atZero;

    internal RealTimeClock(Board board)
    {
        this.board = board;
        Forget();
    }

    /// <summary>As nanoFramework judges it.</summary>
    internal bool IsKnown => UtcNow.Year >= 2021;

    internal DateTime UtcNow => atZero.AddMicroseconds(board.Scheduler.Now);

    /// <summary>The true time, as a time server tells it.</summary>
    internal DateTime TrueUtcNow => board.Options.StartUtc.AddMicroseconds(board.Scheduler.Now);

    internal void Set(DateTime utc) => atZero = utc.AddMicroseconds(-board.Scheduler.Now);

    internal void Synchronize() => Set(TrueUtcNow);

    internal void Forget() => atZero = new DateTime(Math.Max(0, DateTime.UnixEpoch.Ticks - (board.Scheduler.Now * TimeSpan.TicksPerMicrosecond)), DateTimeKind.Utc);
}
