using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class StuckBitsTests
{
    [Fact]
    public void The_lowest_bits_of_x_read_zero_those_of_y_one_and_z_is_sound()
    {
        var sensor = new StuckBits(new NumberedSource(), 3);
        for (int n = 0; n < 100; n++)
        {
            Assert.True(sensor.TryNext(out CountSample sample));
            Assert.Equal(n / 8 * 8, sample.X);
            Assert.Equal(7, sample.Y & 7);
            Assert.InRange(sample.Y - -n, 0, 7);
            Assert.Equal(1000 + n, sample.Z);
        }
    }
}
