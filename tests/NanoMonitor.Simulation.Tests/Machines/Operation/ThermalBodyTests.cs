using NanoMonitor.Simulation.Machines.Operation;

namespace NanoMonitor.Simulation.Tests.Machines.Operation;

public sealed class ThermalBodyTests
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(300, 38.963617)]
    [InlineData(300.5, 38.981980)]
    [InlineData(900, 48.506388)]
    public void Approaches_the_settled_temperature_exponentially(double timeSeconds, double temperatureC)
    {
        var body = new ThermalBody(20, 300, _ => 50);
        Assert.Equal(temperatureC, body.TemperatureC(timeSeconds), 5);
    }

    [Fact]
    public void What_was_asked_before_does_not_change_the_answer()
    {
        var body = new ThermalBody(20, 100, time => 30 + (10 * Math.Sin(time / 50)));
        double[] forward = [.. Enumerable.Range(0, 500).Select(i => body.TemperatureC(i * 1.3))];
        for (int i = 499; i >= 0; i -= 37)
        {
            Assert.Equal(forward[i], body.TemperatureC(i * 1.3));
        }
    }
}
