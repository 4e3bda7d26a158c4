using NanoMonitor.Simulation.Sensors;
using FirmwareThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Sensors.Tests;

public class Mcp9808Tests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(25.0625, 2506)]
    [InlineData(99.99, 9993)]
    [InlineData(-0.5, -50)]
    [InlineData(-20, -2000)]
    [InlineData(125, 12500)]
    public void Reads_in_steps_of_a_sixteenth_rounded_down(double temperatureC, int centiC)
    {
        using Mcp9808Bench bench = new() { TemperatureC = temperatureC };
        bench.Run(() =>
        {
            Mcp9808 sensor = new(Bench.OpenI2c(Mcp9808.DefaultAddress));
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            FirmwareThread.Sleep(300);
            Assert.Equal(SensorStatus.Ok, sensor.Read());
            Assert.Equal(centiC, sensor.TemperatureCentiC);
        });
    }

    [Fact]
    public void Says_that_nobody_answers()
    {
        using Mcp9808Bench bench = new();
        bench.Twin.Bus.Absent = true;
        bench.Run(() =>
        {
            Mcp9808 sensor = new(Bench.OpenI2c(Mcp9808.DefaultAddress));
            Assert.Equal(SensorStatus.Absent, sensor.Start());
            Assert.Equal(SensorStatus.BusError, sensor.Read());
            Assert.Equal(2, sensor.BusErrors);
        });
    }

    [Fact]
    public void Says_that_another_part_answers()
    {
        using Mcp9808Bench bench = new();
        bench.Twin.DeviceId = 0x0200;
        bench.Run(() => Assert.Equal(SensorStatus.WrongId, new Mcp9808(Bench.OpenI2c(Mcp9808.DefaultAddress)).Start()));
    }

    [Fact]
    public void Keeps_the_last_temperature_when_the_bus_dies_and_goes_on_when_it_is_back()
    {
        using Mcp9808Bench bench = new() { TemperatureC = 40 };
        bench.Run(() =>
        {
            Mcp9808 sensor = new(Bench.OpenI2c(Mcp9808.DefaultAddress));
            FirmwareThread.Sleep(300);
            Assert.Equal(SensorStatus.Ok, sensor.Read());
            bench.Twin.Bus.DieFor(bench.NowMicroseconds, 500_000);
            bench.TemperatureC = 50;
            Assert.Equal(SensorStatus.BusError, sensor.Read());
            Assert.Equal(4000, sensor.TemperatureCentiC);
            Assert.Equal(SensorStatus.Ok, sensor.Read());
            Assert.Equal(5000, sensor.TemperatureCentiC);
        });
    }

    private sealed class Mcp9808Bench : Bench
    {
        public Mcp9808Bench()
        {
            Twin = new VirtualMcp9808(Board.Clock, _ => TemperatureC);
            AttachI2c(VirtualMcp9808.Address, Twin);
        }

        public VirtualMcp9808 Twin { get; }

        public double TemperatureC { get; set; } = 20;
    }
}
