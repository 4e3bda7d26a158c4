using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Machines;

public sealed class MainsPickUpTests
{
    private const double RateHz = 1000;

    [Fact]
    public void It_is_a_line_at_50_Hz_with_odd_harmonics()
    {
        double[][] felt = Recording.Of(new MainsPickUp(new SteadyMachine(0, 0, 0), 1) { LevelG = 0.02 }, RateHz, 32_768);
        var spectrum = new Spectrum(felt[0], RateHz);
        Assert.Equal(50, spectrum.PeakHz(10, 490), 0.2);
        Assert.Equal(250, spectrum.PeakHz(200, 300), 1.0);
        Assert.True(spectrum.Energy(90, 110) < spectrum.Energy(140, 160) / 100);
        Assert.InRange(Recording.Rms(felt[0]) / 0.02, 0.4, 1.4);
    }

    [Fact]
    public void Without_a_level_nothing_is_picked_up()
    {
        double[][] felt = Recording.Of(new MainsPickUp(new SteadyMachine(1, 2, 3), 1), RateHz, 100);
        Assert.All(felt[2], value => Assert.Equal(3, value));
    }
}
