using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Signal;

public class GravityWatchTests
{
    private const int CountsPerG = 4096;

    [Theory]
    [InlineData(0, 0, 1, false)]
    [InlineData(0, 0.2, 0.98, false)]
    [InlineData(0, 0.3, 0.95, true)]
    [InlineData(1, 0, 0, true)]
    [InlineData(0, 0, -1, true)]
    public void Tells_a_turned_sensor_from_one_in_place_also_while_the_machine_shakes(double x, double y, double z, bool moved)
    {
        GravityWatch watch = new(CountsPerG, 1000);
        Take(watch, 5, 0, 0, 1);
        Assert.False(watch.HasMoved);
        Take(watch, 5, x, y, z);
        Assert.Equal(moved, watch.HasMoved);
        Take(watch, 5, 0, 0, 1);
        Assert.False(watch.HasMoved);
    }

    [Fact]
    public void Remembers_over_deep_sleep_how_it_was()
    {
        GravityWatch before = new(CountsPerG, 1000);
        Take(before, 5, 0, 0, 1);
        PayloadWriter writer = new(GravityWatch.SavedLength);
        before.Save(writer);
        GravityWatch after = new(CountsPerG, 1000);
        after.Load(new PayloadReader("saved", writer.ToArray(), 0));
        Take(after, 5, 1, 0, 0);
        Assert.True(after.HasMoved);
    }

    [Fact]
    public void An_average_goes_on_over_deep_sleep()
    {
        GravityWatch watch = new(CountsPerG, 1000);
        for (int window = 0; window < 10; window++)
        {
            Take(watch, 1, window < 5 ? 0 : 1, 0, window < 5 ? 1 : 0);
            PayloadWriter writer = new(GravityWatch.SavedLength);
            watch.Save(writer);
            watch = new(CountsPerG, 1000);
            watch.Load(new PayloadReader("saved", writer.ToArray(), 0));
        }

        Assert.True(watch.HasMoved);
    }

    private static void Take(GravityWatch watch, int windows, double x, double y, double z)
    {
        Random random = new(1);
        double[] gravity = [x, y, z];
        for (int window = 0; window < windows; window++)
        {
            watch.Take([.. gravity.Select(g => Enumerable.Range(0, 256).Select(_ => (int)((g + (2 * random.NextDouble()) - 1) * CountsPerG)).ToArray())]);
        }
    }
}
