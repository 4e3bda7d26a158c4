using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class AnalogFrontEndTests
{
    private static readonly SamplingSettings Slow = new(200, 4096, 99, 121.3);
    private static readonly SamplingSettings Fast = new(4000, 4096, 1046, 1100);

    [Fact]
    public void Gravity_and_offset_come_through_in_counts()
    {
        double[][] counts = Take(new SteadyMachine(0.5, 0, 0), Fast, new Mounting(0, 0, 1), 20_000);
        Assert.Equal((0.5 + 0.012) * 4096, counts[0].Average(), 0.5);
        Assert.Equal(-0.009 * 4096, counts[1].Average(), 0.5);
        Assert.Equal((1 + 0.017) * 4096, counts[2].Average(), 0.5);
    }

    [Fact]
    public void Noise_has_the_datasheets_density_over_the_noise_bandwidth()
    {
        Assert.Equal(100e-6 * Math.Sqrt(1100) * 4096, NoiseRms(Fast), 0.25);
        Assert.Equal(100e-6 * Math.Sqrt(121.3) * 4096, NoiseRms(Slow), 0.12);
        Assert.Equal(100e-6 * Math.Sqrt(121.3) * 16384, NoiseRms(Slow with { CountsPerG = 16384 }), 0.4);
    }

    [Fact]
    public void Noise_of_the_axes_is_independent()
    {
        double[][] counts = Take(new SteadyMachine(0, 0, 0), Fast, new Mounting(0, 0, 1), 20_000);
        double mean0 = counts[0].Average();
        double mean1 = counts[1].Average();
        double covariance = counts[0].Zip(counts[1], (a, b) => (a - mean0) * (b - mean1)).Average();
        Assert.InRange(covariance / (13.6 * 13.6), -0.03, 0.03);
    }

    [Theory]
    [InlineData(2.5, 16384, 32767)]
    [InlineData(-2.5, 16384, -32768)]
    [InlineData(9.0, 4096, 32767)]
    [InlineData(-20.0, 2048, -32768)]
    public void What_exceeds_the_range_is_clipped(double accelerationG, int countsPerG, int expected)
    {
        SamplingSettings settings = Fast with { CountsPerG = countsPerG };
        double[][] counts = Take(new SteadyMachine(accelerationG, 0, 0), settings, new Mounting(0, 0, 1), 100);
        Assert.All(counts[0], count => Assert.Equal(expected, count));
    }

    [Fact]
    public void The_first_sample_shows_no_switch_on_transient()
    {
        double[][] counts = Take(new SteadyMachine(0, 0, 3), Slow with { BandwidthHz = 5.1, NoiseBandwidthHz = 0 }, new Mounting(0, 0, 1), 50);
        Assert.Equal(counts[2].Min(), counts[2].Max());
    }

    [Fact]
    public void A_detached_sensor_feels_gravity_elsewhere_and_hardly_any_vibration()
    {
        var mounting = new Mounting(0, 0, 1) { DetachSeconds = 10 };
        double[][] counts = Take(new Fan(3), Slow, mounting, 20 * 200);
        double[] before = counts[2][..2000];
        double[] after = counts[2][2000..];
        Assert.InRange(before.Average(), 0.95 * 4096, 1.05 * 4096);
        Assert.InRange(after.Average(), -0.05 * 4096, 0.05 * 4096);
        Assert.InRange(counts[1][2000..].Average(), 0.95 * 4096, 1.05 * 4096);
        Assert.True(Deviation(after) < 0.6 * Deviation(before));
    }

    private static double NoiseRms(SamplingSettings settings)
    {
        return Deviation(Take(new SteadyMachine(0, 0, 0), settings, new Mounting(0, 0, 1), 20_000)[0]);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double[][] Take(IMachine machine, SamplingSettings settings, Mounting mounting, int length)
    {
        var source = new AnalogFrontEnd(machine, seed: 1, mounting);
        source.Begin(0, settings);
        var counts = new double[][] { new double[length], new double[length], new double[length] };
        for (int n = 0; n < length; n++)
        {
            Assert.True(source.TryNext(out CountSample sample));
            counts[0][n] = sample.X;
            counts[1][n] = sample.Y;
            counts[2][n] = sample.Z;
        }

        return counts;
    }
}
