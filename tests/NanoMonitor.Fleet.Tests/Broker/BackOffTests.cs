using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Fleet.Tests.Broker;

public sealed class BackOffTests
{
    [Fact]
    public void Waits_longer_each_time_up_to_half_a_minute_and_starts_again_after_a_success()
    {
        var backOff = new BackOff(new Random(1), TimeSpan.FromSeconds(30));
        double[] seconds = [.. Enumerable.Range(0, 12).Select(_ => backOff.Next().TotalSeconds)];

        for (int i = 0; i < seconds.Length; i++)
        {
            double longest = Math.Min(0.5 * Math.Pow(2, i), 30);
            Assert.InRange(seconds[i], 0.75 * longest, longest);
        }

        backOff.Reset();
        Assert.InRange(backOff.Next().TotalSeconds, 0.375, 0.5);
    }
}
