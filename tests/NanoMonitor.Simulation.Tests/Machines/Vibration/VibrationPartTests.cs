using NanoMonitor.Simulation.Machines.Vibration;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Machines.Vibration;

/// <summary>Each part on a shaft of 25 revolutions a second, unless said otherwise.</summary>
public sealed class VibrationPartTests
{
    private const double SampleRateHz = 2_048;
    private const double ShaftHz = 25;

    [Fact]
    public void Unbalance_turns_with_the_shaft_and_grows_with_the_square_of_its_speed()
    {
        var unbalance = new Unbalance(0.1, ShaftHz);
        double[] slow = Run(unbalance)[0];
        double[] fast = Run(unbalance, speedHz: 2 * ShaftHz)[0];
        Assert.Equal(0.1, slow.Max(), 4);
        Assert.Equal(0.4, fast.Max(), 4);
        Assert.Equal(ShaftHz, SpectrumOf(slow).PeakHz(1, 1_000), 0.3);
    }

    [Fact]
    public void Misalignment_is_strongest_at_twice_the_speed_and_axially()
    {
        double[][] signal = Run(new Misalignment(0.1));
        Assert.Equal(2 * ShaftHz, SpectrumOf(signal[2]).PeakHz(1, 1_000), 0.3);
        Assert.True(Recording.Rms(signal[2]) > Recording.Rms(signal[0]));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(3)]
    [InlineData(4)]
    public void Looseness_has_half_orders_and_harmonics(double order)
    {
        Spectrum spectrum = SpectrumOf(Run(new Looseness(0.1))[1]);
        Assert.Equal(order * ShaftHz, spectrum.PeakHz((order * ShaftHz) - 5, (order * ShaftHz) + 5), 0.3);
        Assert.True(spectrum.Energy((order * ShaftHz) - 2, (order * ShaftHz) + 2) > 1e-6);
    }

    [Fact]
    public void Vanes_pass_at_their_number_times_the_speed_and_more_strongly_under_load()
    {
        var vanes = new VanePass(6, 0.1);
        double[] loaded = Run(vanes)[0];
        Assert.Equal(6 * ShaftHz, SpectrumOf(loaded).PeakHz(1, 1_000), 0.3);
        Assert.True(Recording.Rms(loaded) > 1.5 * Recording.Rms(Run(vanes, load: 0.2)[0]));
    }

    [Fact]
    public void Mains_interference_is_locked_to_the_grid()
    {
        var mains = new MainsInterference(50, 0.02, 0.01);
        Spectrum spectrum = SpectrumOf(Run(mains, speedHz: 48.7)[0]);
        Assert.Equal(50, spectrum.PeakHz(1, 1_000), 0.3);
        Assert.Equal(4, spectrum.Energy(48, 52) / spectrum.Energy(98, 102), 0.1);
    }

    [Fact]
    public void Broadband_noise_has_its_rms_whatever_the_rate_and_falls_off_above_its_corner()
    {
        var noise = new BroadbandNoise(1, new AxisGains(0.1, 0.2, 0.3), 100);
        double[][] signal = Run(noise, length: 1 << 17);
        Assert.Equal(0.1, Recording.Rms(signal[0]), 0.003);
        Assert.Equal(0.2, Recording.Rms(signal[1]), 0.006);
        Assert.Equal(0.3, Recording.Rms(signal[2]), 0.009);
        Spectrum spectrum = SpectrumOf(signal[0]);
        Assert.True(spectrum.Energy(10, 60) > 10 * spectrum.Energy(900, 950));
    }

    [Fact]
    public void A_structural_resonance_rings_at_its_frequency_with_its_rms()
    {
        var resonance = new StructuralResonance(1, 400, 0.05, new AxisGains(0.1, 0, 0));
        double[] signal = Run(resonance, length: 1 << 17)[0];
        Assert.Equal(0.1, Recording.Rms(signal), 0.005);
        Spectrum spectrum = SpectrumOf(signal);
        Assert.True(spectrum.Energy(350, 450) > 0.6 * spectrum.Energy(1, 1_020));
    }

    [Fact]
    public void Rubbing_is_impulsive_with_half_orders()
    {
        double[] signal = Run(new Rubbing(1, 1, 500, 0.08), length: 1 << 15)[0];
        Assert.True(Recording.Kurtosis(signal) > 4);
        var envelope = new Spectrum([.. signal.Select(value => value * value)], SampleRateHz);
        Assert.Equal(ShaftHz, envelope.PeakHz(20, 30), 0.3);
        Assert.Equal(ShaftHz / 2, envelope.PeakHz(10, 15), 0.3);
    }

    [Theory]
    [InlineData(BearingDefectLocation.OuterRace, 3.5848)]
    [InlineData(BearingDefectLocation.InnerRace, 5.4152)]
    [InlineData(BearingDefectLocation.Ball, 4.7135)]
    [InlineData(BearingDefectLocation.Cage, 0.3983)]
    public void A_bearing_defect_strikes_at_its_order(BearingDefectLocation location, double order)
    {
        var defect = new BearingDefect(1, BearingGeometry.Deep6205, location, 1, 600, 0.1);
        double[] signal = Run(defect, length: 1 << 16)[1];
        var envelope = new Spectrum([.. signal.Select(value => value * value)], SampleRateHz);
        double expected = order * ShaftHz;
        Assert.Equal(expected, envelope.PeakHz(0.8 * expected, 1.2 * expected), 0.02 * expected);
    }

    [Fact]
    public void Cavitation_is_broadband_rises_with_frequency_and_comes_in_bursts()
    {
        double[] signal = Run(new Cavitation(1, 6, 0.2, 340), length: 1 << 16)[0];
        Spectrum spectrum = SpectrumOf(signal);
        Assert.InRange(Recording.Rms(signal), 0.15, 0.4);
        Assert.True(spectrum.Energy(900, 1_000) > 3 * spectrum.Energy(50, 150));
        Assert.True(Recording.Kurtosis(signal) > 4);
    }

    private static double[][] Run(
        IVibrationPart part,
        double speedHz = ShaftHz,
        double load = 1,
        int length = 1 << 14)
    {
        var shaft = new Shaft(0);
        shaft.Begin(SampleRateHz);
        part.Begin(SampleRateHz);
        double[][] signal = [new double[length], new double[length], new double[length]];
        var sample = new double[3];
        for (int n = 0; n < length; n++)
        {
            shaft.Advance(speedHz, load);
            Array.Clear(sample);
            part.AddTo(sample, shaft, 1);
            for (int axis = 0; axis < 3; axis++)
            {
                signal[axis][n] = sample[axis];
            }
        }

        return signal;
    }

    private static Spectrum SpectrumOf(double[] signal)
    {
        return new Spectrum(signal, SampleRateHz);
    }
}
