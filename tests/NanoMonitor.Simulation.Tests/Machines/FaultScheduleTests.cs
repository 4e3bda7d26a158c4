using NanoMonitor.Simulation.Machines;

namespace NanoMonitor.Simulation.Tests.Machines;

public sealed class FaultScheduleTests
{
    [Theory]
    [InlineData(99.9, 0)]
    [InlineData(100, 0)]
    [InlineData(150, 0.4)]
    [InlineData(200, 0.8)]
    [InlineData(1e6, 0.8)]
    public void Severity_grows_evenly_from_start_to_its_final_value(double timeSeconds, double severity)
    {
        Assert.Equal(severity, new FaultSchedule(100, 100, 0.8).SeverityAt(timeSeconds), 12);
    }

    [Fact]
    public void Without_growth_time_it_is_there_at_once()
    {
        Assert.Equal(0, new FaultSchedule(100, 0, 1).SeverityAt(99.999));
        Assert.Equal(1, new FaultSchedule(100, 0, 1).SeverityAt(100));
        Assert.Equal(0.5, FaultSchedule.Constant(0.5).SeverityAt(0));
        Assert.Equal(0, FaultSchedule.None.SeverityAt(1e9));
    }
}
