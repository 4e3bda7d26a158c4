namespace NanoMonitor.Fleet.Broker;

/// <summary>Waiting times between attempts: doubling from half a second to half a minute, each shortened at random by up to a quarter.</summary>
public sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Random random;
    private TimeSpan next = First;

    /// <param name="random">Source of the jitter.</param>
    public BackOff(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        this.random = random;
    }

    /// <summary>The time to wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        TimeSpan wait = next * (1 - (random.NextDouble() / 4));
        next = next * 2 < Longest ? next * 2 : Longest;
        return wait;
    }

    /// <summary>Starts again from the shortest time, after a success.</summary>
    public void Reset() => next = First;
}
