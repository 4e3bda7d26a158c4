using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Nodes;

public sealed class MonotonicCounterTests
{
    [Fact]
    public void Follows_the_clock_and_never_repeats()
    {
        var clock = new StoppedClock();
        var counter = new MonotonicCounter(clock);
        long first = counter.Next();
        Assert.Equal(clock.Now.ToUnixTimeMilliseconds(), first);
        Assert.Equal(first + 1, counter.Next());

        clock.Now += TimeSpan.FromSeconds(5);
        Assert.Equal(first + 5000, counter.Next());
    }

    [Fact]
    public void Goes_on_above_what_somebody_with_a_clock_ahead_used()
    {
        var counter = new MonotonicCounter(new StoppedClock());
        counter.Saw(long.MaxValue - 10);
        Assert.Equal(long.MaxValue - 9, counter.Next());
    }

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
