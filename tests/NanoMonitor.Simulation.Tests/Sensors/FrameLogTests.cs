using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Tests.Sensors;

public sealed class FrameLogTests
{
    [Fact]
    public void Keeps_the_last_frames_under_their_numbers()
    {
        FrameLog log = LogOf(10, capacity: 4);
        var frames = new AccelerometerFrame[3];
        log.CopyTo(7, frames);
        Assert.Equal([7, 8, 9], frames.Select(frame => (int)frame.X));
        Assert.Equal(10, log.Count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(-1)]
    public void Refuses_frames_it_does_not_hold(long first)
    {
        FrameLog log = LogOf(10, capacity: 4);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => log.CopyTo(first, new AccelerometerFrame[3]));
        Assert.Contains("holds 6 to 9", exception.Message, StringComparison.Ordinal);
    }

    private static FrameLog LogOf(int frames, int capacity)
    {
        var log = new FrameLog(capacity);
        for (int n = 0; n < frames; n++)
        {
            log.Add(new AccelerometerFrame((short)n, 0, 0, 0));
        }

        return log;
    }
}
