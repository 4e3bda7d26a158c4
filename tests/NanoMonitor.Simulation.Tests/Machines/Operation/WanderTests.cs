using NanoMonitor.Simulation.Machines.Operation;

namespace NanoMonitor.Simulation.Tests.Machines.Operation;

public sealed class WanderTests
{
    [Fact]
    public void Has_zero_mean_and_unit_rms_and_stays_bounded()
    {
        var wander = new Wander(1, "test", 10, 60);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(second => wander.At(second * 0.5))];
        Assert.Equal(0, values.Average(), 0.02);
        Assert.Equal(1, values.Average(value => value * value), 0.05);
        Assert.All(values, value => Assert.InRange(value, -2.9, 2.9));
    }
}
