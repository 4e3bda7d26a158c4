using NanoMonitor.Core.Signal;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Sensors.Tests;

public class AccelerometerProbeTests
{
    public static TheoryData<string> Parts => [.. Part.All.Keys];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Finds_every_part_and_its_driver_starts(string part)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            BenchBuses buses = new(bench.Part.IsOnSpi);
            AccelerometerProbe probe = new(buses);
            Assert.Equal(bench.Part.Family, probe.Find(0));
            Assert.Equal((bench.Part.Family, bench.Part.Address), (probe.Family, probe.I2cAddress));
            Accelerometer sensor = AccelerometerFactory.Create(probe.Family, buses, probe.I2cAddress, 8, bench.Part.SampleRateHz);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            Assert.Equal(bench.Part.Family, sensor.Family);
        });
    }

    [Theory]
    [InlineData("MPU6886", 0x69)]
    [InlineData("LIS3DH", 0x19)]
    [InlineData("LSM6DSO on I2C", 0x6B)]
    [InlineData("ADXL345 on I2C", 0x1D)]
    public void Finds_a_part_at_its_other_address(string part, int address)
    {
        using Bench bench = new();
        VirtualAccelerometer twin = Part.All[part].Twin(bench.Board.Clock, new CountingSource(), 0);
        bench.AttachI2c(address, (VirtualBoard.Buses.II2cTarget)twin);
        bench.Run(() =>
        {
            AccelerometerProbe probe = new(new BenchBuses(hasSpi: false));
            Assert.Equal(Part.All[part].Family, probe.Find(0));
            Assert.Equal(address, probe.I2cAddress);
        });
    }

    [Fact]
    public void Finds_nothing_where_nothing_is_and_looks_at_each_place_once()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            BenchBuses buses = new(hasSpi: true);
            AccelerometerProbe probe = new(buses);
            Assert.Equal(SensorFamily.Unknown, probe.Find(0));
            Assert.Equal(0, probe.I2cAddress);
            Assert.Equal(buses.Opened.Count, buses.Opened.Distinct().Count());
            Assert.Equal(["Mode3", "Mode0", "68"], buses.Opened[..3]);
        });
    }

    [Fact]
    public void Looks_only_at_the_address_it_is_told()
    {
        using PartBench bench = new("MPU6886");
        bench.Run(() =>
        {
            BenchBuses buses = new(hasSpi: false);
            Assert.Equal(SensorFamily.Unknown, new AccelerometerProbe(buses).Find(0x18));
            Assert.Equal(["18"], buses.Opened);
        });
    }

    [Fact]
    public void Does_not_take_an_MCP9808_for_an_accelerometer()
    {
        using Bench bench = new();
        bench.AttachI2c(VirtualMcp9808.Address, new VirtualMcp9808(bench.Board.Clock, _ => 25.0));
        bench.Run(() => Assert.Equal(SensorFamily.Unknown, new AccelerometerProbe(new BenchBuses(hasSpi: false)).Find(0)));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    [InlineData(0x71)]
    public void Finds_nothing_in_an_unknown_id(byte id)
    {
        using PartBench bench = new("ADXL355");
        bench.Twin.WhoAmI = id;
        bench.Run(() => Assert.Equal(SensorFamily.Unknown, new AccelerometerProbe(new BenchBuses(hasSpi: true)).Find(0x68)));
    }
}
