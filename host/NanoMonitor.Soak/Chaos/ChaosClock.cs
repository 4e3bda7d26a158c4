namespace NanoMonitor.Soak.Chaos;

/// <summary>The simulated time, as the host knows it. Its timers are real, so that the host goes on looking.</summary>
internal sealed class ChaosClock : TimeProvider
{
    private static readonly DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private double seconds;

    /// <summary>Since the beginning of the run.</summary>
    public double Seconds
    {
        get => Volatile.Read(ref seconds);
        set => Volatile.Write(ref seconds, value);
    }

    public override DateTimeOffset GetUtcNow() => start.AddSeconds(Seconds);
}
