using NanoMonitor.Core.Signal;
using NanoMonitor.Simulation.Sensors;
using FirmwareThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Sensors.Tests;

public class Mpu6886Tests
{
    private readonly int[][] _samples = [new int[256], new int[256], new int[256]];

    [Fact]
    public void Starts_and_describes_itself()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            Mpu6886 sensor = new(Bench.Open(Mpu6886.DefaultAddress), 8, 200);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            Assert.Equal((SensorFamily.Mpu6886, 8, 4096, 16, 200_000), (sensor.Family, sensor.RangeG, sensor.CountsPerG, sensor.SampleBits, sensor.SampleRateMilliHz));
            Assert.Equal(sensor.BurstBytes, 8 * sensor.BurstFrames);
        });
    }

    [Theory]
    [InlineData(2, 16_384)]
    [InlineData(4, 8192)]
    [InlineData(8, 4096)]
    [InlineData(16, 2048)]
    public void Sets_the_range(int rangeG, int countsPerG)
    {
        CountingSource source = new();
        using Bench bench = new(source);
        bench.Run(() => Assert.Equal(SensorStatus.Ok, new Mpu6886(Bench.Open(Mpu6886.DefaultAddress), rangeG, 1000).Start()));
        Assert.Equal(countsPerG, source.Settings.CountsPerG);
    }

    [Theory]
    [InlineData(4000, 1046)]
    [InlineData(1000, 420)]
    [InlineData(500, 218.1)]
    [InlineData(200, 99)]
    [InlineData(100, 44.8)]
    [InlineData(50, 21.2)]
    [InlineData(25, 10.2)]
    [InlineData(4, 5.1)]
    public void Sets_the_rate_and_the_widest_filter_within_half_of_it(int sampleRateHz, double bandwidthHz)
    {
        CountingSource source = new();
        using Bench bench = new(source);
        bench.Run(() => Assert.Equal(SensorStatus.Ok, new Mpu6886(Bench.Open(Mpu6886.DefaultAddress), 8, sampleRateHz).Start()));
        Assert.Equal(sampleRateHz, source.Settings.SampleRateHz, 6);
        Assert.Equal(bandwidthHz, source.Settings.BandwidthHz, 6);
    }

    [Theory]
    [InlineData(3, 1000)]
    [InlineData(8, 300)]
    [InlineData(8, 2000)]
    [InlineData(8, 0)]
    [InlineData(8, 2)]
    public void Refuses_a_range_or_rate_it_has_not(int rangeG, int sampleRateHz)
    {
        using Bench bench = new();
        bench.Run(() => Assert.Throws<ArgumentException>(() => new Mpu6886(Bench.Open(Mpu6886.DefaultAddress), rangeG, sampleRateHz)));
    }

    [Fact]
    public void Reads_bursts_without_losing_or_repeating_a_frame()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            Mpu6886 sensor = Start(1000);
            byte[] burst = new byte[sensor.BurstBytes];
            Assert.Equal(SensorStatus.NotReady, sensor.Read(burst));
            int first = -1;
            for (int i = 0; i < 40; i++)
            {
                WaitForBurst(sensor, burst);
                sensor.Parse(burst, _samples, 32);
                first = first < 0 ? _samples[0][32] : first;
                for (int n = 0; n < 32; n++)
                {
                    int expected = first + (32 * i) + n;
                    Assert.Equal((expected, -expected, 2 * expected), (_samples[0][32 + n], _samples[1][32 + n], _samples[2][32 + n]));
                }
            }

            Assert.Equal(40 * 32, sensor.FramesRead);
            Assert.Equal((0, 0), (sensor.Overruns, sensor.BusErrors));
            Assert.Equal(0, _samples[0][31] + _samples[0][64]);
        });
        Assert.Equal(40 * 32, bench.Mpu6886.FramesRead);
    }

    [Theory]
    [InlineData(30, 3000)]
    [InlineData(-15.5, -1550)]
    public void Reads_its_own_temperature(double temperatureC, int centiC)
    {
        using Bench bench = new(new CountingSource { TemperatureC = temperatureC });
        bench.Run(() =>
        {
            Mpu6886 sensor = Start(1000);
            byte[] burst = new byte[sensor.BurstBytes];
            WaitForBurst(sensor, burst);
            sensor.Parse(burst, _samples, 0);
            Assert.InRange(sensor.TemperatureCentiC, centiC - 1, centiC + 1);
        });
    }

    [Fact]
    public void Keeps_pace_at_4_kHz()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            Mpu6886 sensor = Start(Mpu6886.UnfilteredRateHz);
            byte[] burst = new byte[sensor.BurstBytes];
            for (int i = 0; i < 500; i++)
            {
                WaitForBurst(sensor, burst);
            }

            Assert.Equal(0, sensor.Overruns);
        });
        Assert.Equal(0, bench.Mpu6886.FramesLost);
    }

    [Fact]
    public void Reports_an_overrun_once_and_goes_on_with_an_empty_fifo()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            Mpu6886 sensor = Start(1000);
            byte[] burst = new byte[sensor.BurstBytes];
            WaitForBurst(sensor, burst);
            FirmwareThread.Sleep(500);
            Assert.Equal(SensorStatus.Overrun, sensor.Read(burst));
            Assert.Equal(1, sensor.Overruns);
            Assert.Equal(SensorStatus.NotReady, sensor.Read(burst));
            WaitForBurst(sensor, burst);
            sensor.Parse(burst, _samples, 0);
            WaitForBurst(sensor, burst);
            sensor.Parse(burst, _samples, 32);
            Assert.Equal(_samples[0][0] + 63, _samples[0][63]);
            Assert.Equal(1, sensor.Overruns);
        });
    }

    [Fact]
    public void Notices_an_overrun_although_the_fifo_is_not_full_any_more()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            Mpu6886 sensor = Start(1000);
            byte[] burst = new byte[sensor.BurstBytes];
            FirmwareThread.Sleep(200);

            // Someone else takes a frame, as a driver without a look at the interrupt would.
            Bench.Open(Mpu6886.DefaultAddress).WriteRead(new byte[] { 0x74 }, new byte[8]);
            Assert.Equal(SensorStatus.Overrun, sensor.Read(burst));
        });
    }

    [Fact]
    public void Says_that_nobody_answers()
    {
        using Bench bench = new();
        bench.Mpu6886.Bus.Absent = true;
        bench.Run(() =>
        {
            Mpu6886 sensor = new(Bench.Open(Mpu6886.DefaultAddress), 8, 1000);
            Assert.Equal(SensorStatus.Absent, sensor.Start());
            Assert.Equal(1, sensor.BusErrors);
        });
    }

    [Fact]
    public void Says_that_another_part_answers()
    {
        using Bench bench = new();
        bench.Mpu6886.WhoAmI = 0x71;
        bench.Run(() => Assert.Equal(SensorStatus.WrongId, new Mpu6886(Bench.Open(Mpu6886.DefaultAddress), 8, 1000).Start()));
    }

    [Fact]
    public void Survives_a_bus_that_dies_and_comes_back()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            Mpu6886 sensor = Start(1000);
            byte[] burst = new byte[sensor.BurstBytes];
            WaitForBurst(sensor, burst);
            bench.Mpu6886.Bus.DieFor(bench.NowMicroseconds, 1_500_000);
            Assert.Equal(SensorStatus.BusError, sensor.Read(burst));
            Assert.Equal(SensorStatus.Absent, sensor.Start());
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            WaitForBurst(sensor, burst);
            Assert.Equal(2, sensor.BusErrors);
        });
    }

    [Fact]
    public void Notices_a_bus_that_dies_between_the_count_and_the_frames()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            Mpu6886 sensor = Start(1000);
            byte[] burst = new byte[sensor.BurstBytes];
            FirmwareThread.Sleep(40);
            bench.Mpu6886.Bus.DieFor(bench.NowMicroseconds + 10, 1_000_000);
            Assert.Equal(SensorStatus.BusError, sensor.Read(burst));
            Assert.Equal(0, sensor.FramesRead);
            FirmwareThread.Sleep(1000);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
        });
    }

    [Fact]
    public void Comes_back_after_the_sensor_lost_its_power()
    {
        using Bench bench = new();
        bench.Run(() =>
        {
            Mpu6886 sensor = Start(1000);
            byte[] burst = new byte[sensor.BurstBytes];
            WaitForBurst(sensor, burst);
            bench.Mpu6886.PowerOn();
            FirmwareThread.Sleep(500);
            Assert.Equal(SensorStatus.NotReady, sensor.Read(burst));
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            WaitForBurst(sensor, burst);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9000)]
    [InlineData(-9000)]
    public void Its_measured_rate_follows_the_oscillator(int errorPpm)
    {
        using Bench bench = new(oscillatorErrorPpm: errorPpm);
        bench.Run(() =>
        {
            RateMeter meter = new();
            Mpu6886 sensor = Start(200);
            byte[] burst = new byte[sensor.BurstBytes];
            for (int i = 0; i < 400; i++)
            {
                WaitForBurst(sensor, burst);
                meter.Add(sensor.BurstFrames, sensor.PendingFrames, bench.NowMicroseconds / 1000);
            }

            double expected = 200_000 * (1 + (errorPpm * 1e-6));
            Assert.InRange(meter.MilliHz, 0.9995 * expected, 1.0005 * expected);
        });
    }

    private static Mpu6886 Start(int sampleRateHz)
    {
        Mpu6886 sensor = new(Bench.Open(Mpu6886.DefaultAddress), 8, sampleRateHz);
        Assert.Equal(SensorStatus.Ok, sensor.Start());
        return sensor;
    }

    private static void WaitForBurst(Mpu6886 sensor, byte[] burst)
    {
        int status = sensor.Read(burst);
        for (int tries = 0; status == SensorStatus.NotReady && tries < 1000; tries++)
        {
            FirmwareThread.Sleep(5);
            status = sensor.Read(burst);
        }

        Assert.Equal(SensorStatus.Ok, status);
    }
}
