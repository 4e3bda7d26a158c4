using nanoFramework.Device.OneWire;
using nanoFramework.Hardware.Esp32;
using NanoMonitor.Simulation.Sensors;
using FirmwareThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Sensors.Tests;

public class Ds18b20Tests
{
    [Theory]
    [InlineData(12, 25.0625, 2506)]
    [InlineData(12, -0.5, -50)]
    [InlineData(12, -10.1, -1013)]
    [InlineData(12, 125, 12500)]
    [InlineData(12, -55, -5500)]
    [InlineData(9, 25.9, 2550)]
    [InlineData(10, -10.1, -1025)]
    public void Reads_in_steps_of_its_resolution_rounded_down(int bits, double temperatureC, int centiC)
    {
        using OneWireBench bench = new() { TemperatureC = temperatureC };
        bench.Run(() =>
        {
            Ds18b20 sensor = new(OneWireBench.OpenHost(), bits);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            FirmwareThread.Sleep(800);
            Assert.Equal(SensorStatus.Ok, sensor.Read());
            Assert.Equal(centiC, sensor.TemperatureCentiC);
        });
    }

    [Theory]
    [InlineData(9, 94)]
    [InlineData(10, 188)]
    [InlineData(11, 375)]
    [InlineData(12, 750)]
    public void Is_not_ready_while_a_conversion_runs(int bits, int conversionMs)
    {
        using OneWireBench bench = new();
        bench.Run(() =>
        {
            Ds18b20 sensor = new(OneWireBench.OpenHost(), bits);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            FirmwareThread.Sleep(conversionMs - 5);
            Assert.Equal(SensorStatus.NotReady, sensor.Read());
            FirmwareThread.Sleep(6);
            Assert.Equal(SensorStatus.Ok, sensor.Read());
            Assert.Equal(SensorStatus.NotReady, sensor.Read());
            Assert.Equal((2000, 0), (sensor.TemperatureCentiC, sensor.BusErrors));
        });
    }

    [Fact]
    public void Follows_the_temperature()
    {
        using OneWireBench bench = new();
        bench.Run(() =>
        {
            Ds18b20 sensor = new(OneWireBench.OpenHost(), 12);
            sensor.Start();
            FirmwareThread.Sleep(1000);
            sensor.Read();
            bench.TemperatureC = 61.5;
            FirmwareThread.Sleep(1000);
            Assert.Equal(SensorStatus.Ok, sensor.Read());
            Assert.Equal(6150, sensor.TemperatureCentiC);
        });
    }

    [Fact]
    public void Says_that_nobody_answers()
    {
        using OneWireBench bench = new();
        bench.Twin.Bus.Absent = true;
        bench.Run(() =>
        {
            Ds18b20 sensor = new(OneWireBench.OpenHost(), 12);
            Assert.Equal(SensorStatus.Absent, sensor.Start());
            Assert.Equal(1, sensor.BusErrors);
        });
    }

    [Fact]
    public void Says_that_another_part_answers()
    {
        using OneWireBench bench = new();
        bench.Twin.SetFamily(0x10);
        bench.Run(() => Assert.Equal(SensorStatus.WrongId, new Ds18b20(OneWireBench.OpenHost(), 12).Start()));
    }

    [Fact]
    public void Refuses_what_the_crc_refuses()
    {
        using OneWireBench bench = new();
        bench.Run(() =>
        {
            Ds18b20 sensor = new(OneWireBench.OpenHost(), 12);
            sensor.Start();
            FirmwareThread.Sleep(800);
            bench.Twin.Interference = 0x04;
            Assert.Equal(SensorStatus.BusError, sensor.Read());
            Assert.Equal((0, 1), (sensor.TemperatureCentiC, sensor.BusErrors));
        });
    }

    [Fact]
    public void Two_on_one_bus_are_a_bus_error()
    {
        using OneWireBench bench = new();
        bench.Attach(new VirtualDs18b20(bench.Board.Clock, _ => 50, 0x0000_0998_77F2));
        bench.Run(() => Assert.Equal(SensorStatus.BusError, new Ds18b20(OneWireBench.OpenHost(), 12).Start()));
    }

    [Fact]
    public void Never_takes_the_85_degrees_of_power_on_for_a_temperature()
    {
        using OneWireBench bench = new();
        bench.Run(() =>
        {
            Ds18b20 sensor = new(OneWireBench.OpenHost(), 12);
            sensor.Start();
            FirmwareThread.Sleep(800);
            sensor.Read();
            bench.Twin.PowerOn();
            FirmwareThread.Sleep(800);
            Assert.Equal(SensorStatus.BusError, sensor.Read());
            Assert.Equal(2000, sensor.TemperatureCentiC);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            FirmwareThread.Sleep(800);
            Assert.Equal(SensorStatus.Ok, sensor.Read());
        });
    }

    [Fact]
    public void Survives_a_bus_that_dies_and_comes_back()
    {
        using OneWireBench bench = new();
        bench.Run(() =>
        {
            Ds18b20 sensor = new(OneWireBench.OpenHost(), 12);
            sensor.Start();
            FirmwareThread.Sleep(800);

            // Dies after the reset, in the middle of the answer.
            bench.Twin.Bus.DieFor(bench.NowMicroseconds + 5_000, 500_000);
            Assert.Equal(SensorStatus.BusError, sensor.Read());
            Assert.Equal(SensorStatus.Absent, sensor.Start());
            FirmwareThread.Sleep(500);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            FirmwareThread.Sleep(800);
            Assert.Equal(SensorStatus.Ok, sensor.Read());
        });
    }

    [Theory]
    [InlineData(8)]
    [InlineData(13)]
    public void Refuses_a_resolution_it_has_not(int bits)
    {
        using OneWireBench bench = new();
        bench.Run(() => Assert.Throws<ArgumentException>(() => new Ds18b20(OneWireBench.OpenHost(), bits)));
    }

    private sealed class OneWireBench : Bench
    {
        private const int ReceivePin = 21;
        private const int TransmitPin = 22;

        public OneWireBench()
        {
            Twin = new VirtualDs18b20(Board.Clock, _ => TemperatureC);
            Attach(Twin);
        }

        public VirtualDs18b20 Twin { get; }

        public double TemperatureC { get; set; } = 20;

        public static OneWireHost OpenHost()
        {
            Configuration.SetPinFunction(ReceivePin, DeviceFunction.COM3_RX);
            Configuration.SetPinFunction(TransmitPin, DeviceFunction.COM3_TX);
            return new OneWireHost();
        }

        public void Attach(VirtualDs18b20 sensor) => Board.AttachOneWire(ReceivePin, TransmitPin, sensor);
    }
}
