using NanoMonitor.Core.Protocol;
using NanoMonitor.Simulation.Sensors;
using FirmwareThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Sensors.Tests;

/// <summary>What every accelerometer driver must do, each against its virtual twin.</summary>
public class AccelerometerTests
{
    public static TheoryData<string> Parts => [.. Part.All.Keys];

    public static TheoryData<string, int> Ranges => Each(part => part.RangesG);

    public static TheoryData<string, int> Rates => Each(part => part.RatesHz);

    public static TheoryData<string, byte> Floating => Each(_ => new byte[] { 0xFF, 0x00 });

    [Theory]
    [MemberData(nameof(Parts))]
    public void Starts_and_describes_itself(string part)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            SamplingSettings settings = bench.Source.Settings;
            Assert.Equal((bench.Part.Family, 8, settings.SampleBits), (sensor.Family, sensor.RangeG, sensor.SampleBits));
            Assert.Equal(settings.SampleRateHz, sensor.SampleRateMilliHz / 1000.0, 1e-6);
            Assert.Equal(0, 128 % sensor.BurstFrames);
            Assert.Equal((0, Telemetry.NoTemperature), (sensor.BusErrors, sensor.TemperatureCentiC));
        });
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Sets_the_range(string part, int rangeG)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Part.Driver(rangeG, bench.Part.SampleRateHz);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            Assert.Equal(rangeG, sensor.RangeG);
            Assert.Equal(bench.Source.Settings.SampleBits, sensor.SampleBits);
            Assert.InRange(sensor.CountsPerG / bench.Source.Settings.CountsPerG, 0.995, 1.005);
        });
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Sets_the_rate(string part, int sampleRateHz)
    {
        using PartBench bench = new(part);
        bench.Run(() => bench.Start(sampleRateHz));
        Assert.Equal(sampleRateHz, bench.Source.Settings.SampleRateHz, 6);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Refuses_a_range_or_rate_it_has_not(string part)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            Assert.Throws<ArgumentException>(() => bench.Part.Driver(3, bench.Part.SampleRateHz));
            ArgumentException rate = Assert.Throws<ArgumentException>(() => bench.Part.Driver(8, 7));
            Assert.Contains(part.Split(' ')[0], rate.Message, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Reads_bursts_without_losing_or_repeating_a_frame(string part)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            Assert.Equal(SensorStatus.NotReady, sensor.Read(burst));
            Assert.All(burst, value => Assert.Equal(0, value));
            int next = -1;
            for (int i = 0; i < 40; i++)
            {
                Bench.TakeBurst(sensor, burst, bench.Samples, sensor.BurstFrames);
                int first = bench.CheckBurst(sensor, sensor.BurstFrames);
                Assert.True(i == 0 || first == CountingSource.At(next, sensor.SampleBits, 0).X, $"burst {i} begins with {first}");
                next = first + sensor.BurstFrames;
            }

            Assert.Equal(40 * sensor.BurstFrames, sensor.FramesRead);
            Assert.Equal((0, 0), (sensor.Overruns, sensor.BusErrors));
            Assert.Equal(0, bench.Samples[0][sensor.BurstFrames - 1]);
        });
        Assert.True(bench.Twin.FramesRead > 0 && bench.Twin.FramesRead % 40 == 0);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Carries_the_highest_and_the_lowest_count(string part)
    {
        using PartBench bench = new(part, new SteadySource());
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            Bench.TakeBurst(sensor, new byte[sensor.BurstBytes], bench.Samples);
            int limit = 1 << (sensor.SampleBits - 1);
            Assert.Equal((limit - 1, -limit, -1), (bench.Samples[0][0], bench.Samples[1][0], bench.Samples[2][0]));
        });
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Reads_its_own_temperature_where_it_has_one(string part)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            foreach (double temperatureC in new[] { 30, -15.6, 71.3 })
            {
                bench.Source.TemperatureC = temperatureC;
                for (int i = 0; i < 20; i++)
                {
                    Bench.TakeBurst(sensor, burst, bench.Samples);
                }

                double error = bench.Part.TemperatureErrorC;
                Assert.InRange(
                    sensor.TemperatureCentiC,
                    error < 0 ? Telemetry.NoTemperature : 100 * (temperatureC - error),
                    error < 0 ? Telemetry.NoTemperature : 100 * (temperatureC + error));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Keeps_pace_at_its_highest_rate(string part)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start(bench.Part.RatesHz[^1]);
            byte[] burst = new byte[sensor.BurstBytes];
            for (int i = 0; i < 300; i++)
            {
                Bench.TakeBurst(sensor, burst, bench.Samples);
            }

            Assert.Equal((0, 0), (sensor.Overruns, sensor.BusErrors));
        });
        Assert.Equal(0, bench.Twin.FramesLost);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Reports_an_overrun_once_and_goes_on_with_an_empty_fifo(string part)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            Bench.TakeBurst(sensor, burst, bench.Samples);
            FirmwareThread.Sleep(500);
            Assert.Equal(SensorStatus.Overrun, sensor.Read(burst));
            Assert.Equal((1, 0), (sensor.Overruns, sensor.PendingFrames));
            Assert.Equal(SensorStatus.NotReady, sensor.Read(burst));
            Bench.TakeBurst(sensor, burst, bench.Samples);
            int first = bench.CheckBurst(sensor);
            Bench.TakeBurst(sensor, burst, bench.Samples);
            Assert.Equal(CountingSource.At(first + sensor.BurstFrames, sensor.SampleBits, 0).X, bench.CheckBurst(sensor));
            Assert.Equal((1, 0), (sensor.Overruns, sensor.BusErrors));
        });
    }

    [Theory]
    [MemberData(nameof(Floating))]
    public void Says_that_nobody_answers(string part, byte floatingByte)
    {
        using PartBench bench = new(part);
        bench.Twin.Bus.Absent = true;
        bench.Twin.Bus.FloatingByte = floatingByte;
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Driver();
            Assert.Equal(SensorStatus.Absent, sensor.Start());
            Assert.Equal(1, sensor.BusErrors);
        });
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Says_that_another_part_answers(string part)
    {
        using PartBench bench = new(part);
        bench.Twin.WhoAmI = 0x71;
        bench.Run(() => Assert.Equal(SensorStatus.WrongId, bench.Driver().Start()));
    }

    [Theory]
    [MemberData(nameof(Floating))]
    public void Survives_a_bus_that_dies_and_comes_back(string part, byte floatingByte)
    {
        using PartBench bench = new(part);
        bench.Twin.Bus.FloatingByte = floatingByte;
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            Bench.TakeBurst(sensor, burst, bench.Samples);
            bench.Twin.Bus.DieFor(bench.NowMicroseconds, 1_500_000);
            Assert.Equal(SensorStatus.BusError, sensor.Read(burst));
            Assert.Equal(SensorStatus.Absent, sensor.Start());
            Assert.Equal(2, sensor.BusErrors);
            FirmwareThread.Sleep(1500);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            Bench.TakeBurst(sensor, burst, bench.Samples);
            bench.CheckBurst(sensor);
        });
    }

    [Theory]
    [MemberData(nameof(Floating))]
    public void Notices_a_bus_that_dies_in_the_middle_of_a_burst(string part, byte floatingByte)
    {
        using PartBench bench = new(part);
        bench.Twin.Bus.FloatingByte = floatingByte;
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            FirmwareThread.Sleep(1 + (1000 * sensor.BurstFrames / bench.Part.SampleRateHz));
            bench.Twin.Bus.DieAfter(60, 1_000_000);
            Assert.Equal(SensorStatus.BusError, sensor.Read(burst));
            Assert.True(sensor.BusErrors > 0);

            // On SPI nothing tells how far a transfer came.
            Assert.True(bench.Part.IsOnSpi || bench.Twin.FramesRead == sensor.FramesRead);
            FirmwareThread.Sleep(1000);
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            Bench.TakeBurst(sensor, burst, bench.Samples);
            bench.CheckBurst(sensor);
        });
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Comes_back_after_the_sensor_lost_its_power(string part)
    {
        using PartBench bench = new(part);
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            Bench.TakeBurst(sensor, burst, bench.Samples);
            bench.Twin.PowerOn();
            FirmwareThread.Sleep(500);
            Assert.Equal(SensorStatus.NotReady, sensor.Read(burst));
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            Bench.TakeBurst(sensor, burst, bench.Samples);
            bench.CheckBurst(sensor);
        });
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Its_measured_rate_follows_the_oscillator(string part)
    {
        foreach (int errorPpm in new[] { 0, 9000, -9000 })
        {
            using PartBench bench = new(part, oscillatorErrorPpm: errorPpm);
            bench.Run(() =>
            {
                RateMeter meter = new();
                Accelerometer sensor = bench.Start();
                byte[] burst = new byte[sensor.BurstBytes];
                while (bench.NowMicroseconds < 12_000_000)
                {
                    Bench.TakeBurst(sensor, burst, bench.Samples);
                    meter.Add(sensor.BurstFrames, sensor.PendingFrames, bench.NowMicroseconds / 1000);
                }

                double expected = sensor.SampleRateMilliHz * (1 + (errorPpm * 1e-6));
                Assert.InRange(meter.MilliHz, 0.9994 * expected, 1.0006 * expected);
            });
        }
    }

    private static TheoryData<string, T> Each<T>(Func<Part, IEnumerable<T>> values)
    {
        TheoryData<string, T> data = new();
        foreach ((string name, Part part) in Part.All)
        {
            foreach (T value in values(part))
            {
                data.Add(name, value);
            }
        }

        return data;
    }
}
