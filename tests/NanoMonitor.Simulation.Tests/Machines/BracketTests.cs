using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Machines.Vibration;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Machines;

public sealed class BracketTests
{
    private const double RateHz = 1000;

    [Fact]
    public void A_turn_about_z_brings_x_to_y()
    {
        var bracket = new Bracket(new SteadyMachine(1, 0, 0));
        bracket.Mount([0, 0, 90], 200, 0);
        double[][] felt = Recording.Of(bracket, RateHz, 100);
        Assert.Equal(0, felt[0][99], 1e-9);
        Assert.Equal(1, felt[1][99], 1e-9);
    }

    [Fact]
    public void A_turn_keeps_the_length()
    {
        var bracket = new Bracket(new SteadyMachine(1, 2, 2));
        bracket.Mount([10, -20, 30], 200, 0);
        double[][] felt = Recording.Of(bracket, RateHz, 100);
        Assert.Equal(3, Math.Sqrt(felt.Sum(axis => axis[99] * axis[99])), 1e-9);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(240)]
    public void Its_mode_raises_what_the_machine_does_there(double modeHz)
    {
        Assert.Equal(4, Gain(modeHz, modeHz), 0.4);
        Assert.Equal(1, Gain(modeHz, 400), 0.15);
    }

    [Fact]
    public void Warmth_moves_the_mode_down()
    {
        Assert.Equal(4, Gain(modeHz: 250, atHz: 200, softeningPerK: 0.01, temperatureC: 40), 0.4);
    }

    // Energy of white noise around a frequency, with 6 dB at the mode, against that without.
    private static double Gain(double modeHz, double atHz, double softeningPerK = 0, double temperatureC = 20)
    {
        double Energy(double gainDb)
        {
            var bracket = new Bracket(new NoisyMachine(temperatureC), softeningPerK);
            bracket.Mount([0, 0, 0], modeHz, gainDb);
            return new Spectrum(Recording.Of(bracket, RateHz, 32_768)[0], RateHz).Energy(atHz - 3, atHz + 3);
        }

        return Energy(6) / Energy(0);
    }

    private sealed class NoisyMachine(double temperatureC) : IMachine
    {
        private readonly BroadbandNoise noise = new(1, AxisGains.Even, 1e6);
        private readonly Shaft shaft = new(0);

        public void Begin(double timeSeconds, double sampleRateHz)
        {
            shaft.Begin(sampleRateHz);
            noise.Begin(sampleRateHz);
        }

        public void Next(Span<double> accelerationG)
        {
            accelerationG[..3].Clear();
            shaft.Advance(20, 1);
            noise.AddTo(accelerationG, shaft, 1);
        }

        public double TemperatureC(double timeSeconds) => temperatureC;
    }
}
