using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Machines.Vibration;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Machines;

public sealed class MachineSpectrumTests
{
    private const double ShortTermSpeedTolerance = 0.015;

    [Fact]
    public void The_fan_shows_its_shaft_its_blades_and_the_mains()
    {
        Spectrum spectrum = Of(new Fan(1), 200, 4096)[0];
        AssertNear(Fan.RatedSpeedHz, spectrum.PeakHz(5, 99));
        AssertNear(Fan.Blades * Fan.RatedSpeedHz, spectrum.PeakHz(55, 99));
        Assert.Equal(50, spectrum.PeakHz(49, 51), 0.06);
    }

    [Fact]
    public void The_pump_shows_its_shaft_its_vanes_and_the_magnetic_hum()
    {
        Spectrum[] spectra = Of(new Pump(1), 1000, 16384);
        AssertNear(Pump.Vanes * Pump.RatedSpeedHz, spectra[0].PeakHz(200, 400));
        AssertNear(Pump.RatedSpeedHz, spectra[0].PeakHz(10, 90));
        AssertNear(2 * Pump.RatedSpeedHz, spectra[2].PeakHz(60, 200));
        Assert.Equal(100, spectra[0].PeakHz(99.5, 101), 0.1);
    }

    [Fact]
    public void The_rig_shows_its_shaft_and_its_housing()
    {
        Spectrum spectrum = Of(new BearingRig(1), 4000, 65536)[1];
        AssertNear(BearingRig.RatedSpeedHz, spectrum.PeakHz(20, 45));
        Assert.InRange(spectrum.PeakHz(500, 1_500), 700, 940);
    }

    [Fact]
    public void Unbalance_raises_the_first_order_alone()
    {
        Spectrum healthy = Of(new Fan(1), 200, 4096)[0];
        Spectrum faulty = Of(new Fan(1) { Fault = FaultSchedule.Constant(0.5) }, 200, 4096)[0];
        Assert.InRange(faulty.Energy(22, 26) / healthy.Energy(22, 26), 20, 60);
        Assert.InRange(faulty.Energy(30, 99) / healthy.Energy(30, 99), 0.99, 1.01);
    }

    [Fact]
    public void Cavitation_raises_high_frequencies_more_than_low_ones()
    {
        Spectrum healthy = Of(new Pump(1), 1000, 16384)[1];
        Spectrum faulty = Of(new Pump(1) { Fault = FaultSchedule.Constant(0.5) }, 1000, 16384)[1];
        double low = faulty.Energy(5, 40) / healthy.Energy(5, 40);
        double high = faulty.Energy(420, 499) / healthy.Energy(420, 499);
        Assert.True(high > 20, $"energy above 420 Hz grew {high}-fold");
        Assert.True(high > 3 * low, $"energy below 40 Hz grew {low}-fold, above 420 Hz {high}-fold");
    }

    [Fact]
    public void An_outer_race_defect_rings_the_housing_at_the_ball_pass_frequency()
    {
        var machine = new BearingRig(1) { Fault = FaultSchedule.Constant(0.5) };
        double[] healthy = Recording.Of(new BearingRig(1), 4000, 65536)[1];
        double[] faulty = Recording.Of(machine, 4000, 65536)[1];
        double growth = new Spectrum(faulty, 4000).Energy(700, 940) / new Spectrum(healthy, 4000).Energy(700, 940);
        Assert.True(growth > 10, $"energy around the housing mode grew {growth}-fold");
        Assert.InRange(Recording.Kurtosis(faulty), 1.3 * Recording.Kurtosis(healthy), 10);
        double expected = BearingGeometry.Deep6205.OuterRaceOrder * BearingRig.RatedSpeedHz;
        AssertNear(expected, EnvelopePeakHz(faulty));
    }

    [Fact]
    public void An_inner_race_defect_is_modulated_once_per_revolution()
    {
        var machine = new BearingRig(1, BearingRig.Defect(1, BearingDefectLocation.InnerRace))
        {
            Fault = FaultSchedule.Constant(0.5),
        };
        var envelope = new Spectrum(Envelope(Recording.Of(machine, 4000, 65536)[1]), 4000);
        AssertNear(BearingGeometry.Deep6205.InnerRaceOrder * BearingRig.RatedSpeedHz, envelope.PeakHz(140, 175));
        AssertNear(BearingRig.RatedSpeedHz, envelope.PeakHz(15, 70));
    }

    private static double EnvelopePeakHz(double[] signal)
    {
        return new Spectrum(Envelope(signal), 4000).PeakHz(60, 150);
    }

    /// <summary>Squared first difference: takes the low orders out and demodulates the ringing.</summary>
    private static double[] Envelope(double[] signal)
    {
        return [.. signal.Skip(1).Zip(signal, (now, before) => (now - before) * (now - before))];
    }

    private static Spectrum[] Of(IMachine machine, double sampleRateHz, int length)
    {
        return [.. Recording.Of(machine, sampleRateHz, length).Select(axis => new Spectrum(axis, sampleRateHz))];
    }

    private static void AssertNear(double expectedHz, double actualHz)
    {
        Assert.InRange(actualHz, expectedHz * (1 - ShortTermSpeedTolerance), expectedHz * (1 + ShortTermSpeedTolerance));
    }
}
