using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Simulation.Playback;
using NanoMonitor.Simulation.Randomness;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Playback;

public sealed class RecordedSourceTests
{
    private const int Rows = 5_000;

    [Fact]
    public void What_goes_in_comes_out_of_the_fifo_bit_for_bit()
    {
        int[][] samples = RandomCounts();
        int[] temperatures = [.. Enumerable.Range(0, Rows).Select(row => 2000 + row)];
        AccelerometerFrame[] frames = Play(samples, temperatures, burst: 32);
        Assert.Equal(Rows / 32 * 32, frames.Length);
        for (int row = 0; row < frames.Length; row++)
        {
            Assert.Equal(samples[0][row], frames[row].X);
            Assert.Equal(samples[1][row], frames[row].Y);
            Assert.Equal(samples[2][row], frames[row].Z);
            Assert.Equal(temperatures[row], (int)Math.Round((frames[row].Temperature / 3.268) + 2500));
        }
    }

    [SkippableTheory]
    [InlineData("nxp-fan-1", "vd1-clog")]
    [InlineData("nxp-fan-2", "vd-on")]
    public void Real_recordings_come_out_as_they_are_in_their_files(string name, string recording)
    {
        string folder = SharedData.Folder(name);
        Skip.IfNot(Directory.Exists(folder), $"{folder} is not there.");
        Dataset dataset = Dataset.Open(folder);
        WaveformStretch stretch = WaveformReader.Read(dataset, new RecordingPart(dataset.FindRecording(recording)))[0];
        AccelerometerFrame[] frames = Play(stretch.Samples, stretch.TemperatureCentiC, burst: 32);
        Assert.Equal(60_000, frames.Length);
        for (int row = 0; row < frames.Length; row++)
        {
            Assert.Equal(stretch.Samples[0][row], frames[row].X);
            Assert.Equal(stretch.Samples[1][row], frames[row].Y);
            Assert.Equal(stretch.Samples[2][row], frames[row].Z);
        }
    }

    [Fact]
    public void Features_of_the_played_windows_equal_those_of_the_rows()
    {
        int[][] samples = RandomCounts();
        AccelerometerFrame[] frames = Play(samples, null, burst: 64);
        FeatureSpec spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000);
        var extractor = new FeatureExtractor(spec);
        var fromRows = new WindowFeatures(spec);
        var fromFrames = new WindowFeatures(spec);
        for (int start = 0; start + 256 <= frames.Length; start += 256)
        {
            AccelerometerFrame[] window = frames[start..(start + 256)];
            extractor.Extract([.. samples.Select(axis => axis[start..(start + 256)])], 2500, fromRows);
            extractor.Extract(
                [
                    [.. window.Select(frame => (int)frame.X)],
                    [.. window.Select(frame => (int)frame.Y)],
                    [.. window.Select(frame => (int)frame.Z)],
                ],
                2500,
                fromFrames);
            Assert.Equal(fromRows.Values, fromFrames.Values);
        }
    }

    [Fact]
    public void After_the_last_row_no_more_samples_come()
    {
        var source = new RecordedSource([[1, 2, 3]]);
        var clock = new ManualClock();
        var driver = new Mpu6886Driver(new VirtualMpu6886(clock, source));
        driver.Start(4, Mpu6886Driver.Filter99Hz);
        clock.Advance(1_000_000);
        Assert.Equal(24, driver.FifoCount());
        Assert.True(source.Ended);
        Assert.Equal([1, 2, 3], driver.ReadAllFrames().Select(frame => (int)frame.X));
        driver.Read(0x3A);
        clock.Advance(1_000_000);
        Assert.Equal(0, driver.FifoCount());
        Assert.Equal(0, driver.Read(0x3A));
    }

    [Fact]
    public void Samples_taken_before_the_first_fifo_reset_are_played_again()
    {
        var source = new RecordedSource([[1, 2, 3, 4, 5, 6]]);
        var clock = new ManualClock();
        var driver = new Mpu6886Driver(new VirtualMpu6886(clock, source));
        driver.Write(0x6B, 0x01);
        clock.Advance(4_000);
        driver.Start(4, Mpu6886Driver.Filter99Hz);
        clock.Advance(10_000);
        Assert.Equal([1, 2], driver.ReadAllFrames().Select(frame => (int)frame.X));
    }

    [Fact]
    public void Missing_axes_read_zero_at_25_degrees()
    {
        AccelerometerFrame[] frames = Play([[7, 8, 9]], null, burst: 1);
        Assert.Equal([new(7, 0, 0, 0), new(8, 0, 0, 0), new(9, 0, 0, 0)], frames);
    }

    [Fact]
    public void Refuses_counts_beyond_16_bits_and_says_where()
    {
        var exception = Assert.Throws<ArgumentException>(() => new RecordedSource([[0, 1], [0, 40_000]]));
        Assert.Contains("Axis 1, row 1: 40000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_columns_of_different_length()
    {
        Assert.Throws<ArgumentException>(() => new RecordedSource([[0, 1], [0]]));
        Assert.Throws<ArgumentException>(() => new RecordedSource([[0, 1]], [2500]));
        Assert.Throws<ArgumentException>(() => new RecordedSource([]));
    }

    private static AccelerometerFrame[] Play(int[][] samples, int[]? temperatures, int burst)
    {
        var clock = new ManualClock();
        var source = new RecordedSource(samples, temperatures);
        var driver = new Mpu6886Driver(new VirtualMpu6886(clock, source));
        driver.Start(4, Mpu6886Driver.Filter99Hz);
        var frames = new List<AccelerometerFrame>();
        while (!source.Ended || driver.FifoCount() >= 8 * burst)
        {
            clock.Advance(7_000);
            if (driver.FifoCount() >= 8 * burst)
            {
                frames.AddRange(driver.ReadFrames(burst));
            }
        }

        return [.. frames];
    }

    private static int[][] RandomCounts()
    {
        var random = new RandomStream(5, "recording");
        return [.. Enumerable.Range(0, 3).Select(_ =>
            Enumerable.Range(0, Rows).Select(_ => (int)Math.Floor(random.Uniform(short.MinValue, short.MaxValue + 1))).ToArray())];
    }
}
