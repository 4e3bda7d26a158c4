using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class LowPassFilterTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(44.8, 0.7071)]
    [InlineData(90, 0.0181)]
    public void Gain_falls_by_3_dB_at_the_cutoff(double frequencyHz, double gain)
    {
        Assert.Equal(gain, GainAt(frequencyHz, 200, 44.8), 0.002);
    }

    [Fact]
    public void A_cutoff_near_half_the_rate_lets_everything_pass()
    {
        Assert.Equal(1, GainAt(95, 200, 99), 1e-6);
    }

    private static double GainAt(double frequencyHz, double sampleRateHz, double cutoffHz)
    {
        var filter = new LowPassFilter();
        filter.Begin(sampleRateHz, cutoffHz);
        double inSquare = 0;
        double outSquare = 0;
        for (int n = 0; n < 20_000; n++)
        {
            double input = Math.Sin(Math.Tau * frequencyHz * n / sampleRateHz);
            double output = filter.Next(input);
            if (n >= 2_000)
            {
                inSquare += input * input;
                outSquare += output * output;
            }
        }

        return Math.Sqrt(outSquare / inSquare);
    }
}
