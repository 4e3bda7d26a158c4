namespace NanoMonitor.Fleet.Broker;

/// <summary>Waiting times between attempts: doubling from half a second to a longest time, each shortened at random by up to a quarter.</summary>
public sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);

    private readonly Random random;
    private readonly TimeSpan longest;
    private TimeSpan next;

    /// <param name="random">Source of the jitter.</param>
    /// <param name="longest">Before the jitter.</param>
    public BackOff(Random random, TimeSpan longest)
    {
        ArgumentNullException.ThrowIfNull(random);
        this.random = random;
        this.longest = longest;
        Reset();
    }

    /// <summary>The time to wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        TimeSpan wait = next * (1 - (random.NextDouble() / 4));
        next = Shorter(next * 2);
        return wait;
    }

    /// <summary>Starts again from the shortest time, after a success.</summary>
    public void Reset() => next = Shorter(First);

    private TimeSpan Shorter(TimeSpan wait) => wait < longest ? wait : longest;
}
