namespace NanoMonitor.Sensors.Tests;

public class RateMeterTests
{
    [Fact]
    public void Says_nothing_before_ten_seconds()
    {
        RateMeter meter = new();
        meter.Add(32, 0, 0);
        meter.Add(32, 0, 9_999);
        Assert.Equal(0, meter.MilliHz);
        meter.Add(1936, 0, 10_000);
        Assert.Equal(196_800, meter.MilliHz);
    }

    [Fact]
    public void Counts_what_still_waits()
    {
        RateMeter meter = new();
        meter.Add(32, 10, 0);
        meter.Add(1000, 20, 10_000);
        Assert.Equal(101_000, meter.MilliHz);
    }

    [Fact]
    public void A_gap_starts_the_count_anew_and_keeps_the_figure()
    {
        RateMeter meter = new();
        meter.Add(0, 0, 0);
        meter.Add(1000, 0, 10_000);
        meter.Restart();
        meter.Add(32, 0, 100_000);
        meter.Add(100, 0, 105_000);
        Assert.Equal(100_000, meter.MilliHz);
        meter.Add(1900, 0, 110_000);
        Assert.Equal(200_000, meter.MilliHz);
    }
}
