using NanoMonitor.Cli.Terminal;

namespace NanoMonitor.Cli.Tests.Terminal;

public sealed class SparklineTests
{
    [Fact]
    public void Draws_every_level_from_low_to_high()
    {
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7], 8));
        Assert.Equal("_.-=+*#@", Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7], 8, unicode: false));
    }

    [Fact]
    public void Shows_the_last_values_and_pads_on_the_left()
    {
        Assert.Equal("▁█", Sparkline.Draw([9, 0, 1], 2));
        Assert.Equal("  ▁█", Sparkline.Draw([0, 1], 4));
        Assert.Equal("   ", Sparkline.Draw([], 3));
    }

    [Fact]
    public void Keeps_to_the_given_scale()
    {
        Assert.Equal("▁▅█", Sparkline.Draw([-5, 0.5, 5], 3, 0, 1));
    }

    [Fact]
    public void Draws_a_constant_low_and_what_is_no_number_as_nothing()
    {
        Assert.Equal("▁ ▁", Sparkline.Draw([2, double.NaN, 2], 3));
    }
}
