using NanoMonitor.Simulation.Machines.Vibration;

namespace NanoMonitor.Simulation.Tests.Machines.Vibration;

public sealed class DampedResonanceTests
{
    [Fact]
    public void A_strike_between_samples_follows_the_formula_exactly()
    {
        const double Frequency = 820;
        const double Damping = 0.05;
        const double Late = 0.0001;
        var mode = new DampedResonance(Frequency, Damping);
        mode.Begin(4000);
        mode.Strike(2, Late);
        for (int n = 0; n < 100; n++)
        {
            double time = Late + (n / 4000.0);
            double omega = Math.Tau * Frequency;
            double expected = 2 * Math.Exp(-Damping * omega * time) * Math.Sin(omega * Math.Sqrt(1 - (Damping * Damping)) * time);
            Assert.Equal(expected, mode.Value, 12);
            mode.Advance();
        }
    }
}
