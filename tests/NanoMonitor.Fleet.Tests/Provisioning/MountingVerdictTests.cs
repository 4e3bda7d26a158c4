using NanoMonitor.Core.Provisioning;
using NanoMonitor.Fleet.Provisioning;

namespace NanoMonitor.Fleet.Tests.Provisioning;

public class MountingVerdictTests
{
    private static MountingReport Good => new()
    {
        SensorStatus = "ok",
        Sensor = "mpu6886",
        RangeG = 8,
        Frames = 10_240,
        NoiseMicroG = [1800, 1750, 2100],
        GravityMicroG = [-12_000, 3500, 998_000],
        NominalRateMilliHz = 1_000_000,
        MeasuredRateMilliHz = 996_000,
        TemperatureCentiC = 2450,
    };

    [Fact]
    public void A_good_mounting_is_good_in_every_respect()
    {
        Assert.All(MountingVerdict.Of(Good), verdict => Assert.Equal(MountingLevel.Good, verdict.Level));
        Assert.Contains("up is +z", Of(Good, "gravity").Text);
        Assert.Contains("-0.4 % off its nominal 1000 Hz", Of(Good, "rate").Text);
        Assert.Contains("at rest", Of(Good, "noise").Text);
    }

    [Theory]
    [InlineData(1, MountingLevel.Doubtful)]
    [InlineData(10, MountingLevel.Doubtful)]
    [InlineData(11, MountingLevel.Bad)]
    public void Clipping_is_judged_by_its_share(int clipped, MountingLevel level)
    {
        MountingReport report = Good;
        report.Clipped = clipped;

        Assert.Equal(level, Of(report, "clipping").Level);
    }

    [Theory]
    [InlineData(1_029_000, MountingLevel.Good)]
    [InlineData(1_031_000, MountingLevel.Bad)]
    [InlineData(969_000, MountingLevel.Bad)]
    [InlineData(0, MountingLevel.Doubtful)]
    public void A_rate_more_than_three_percent_off_is_bad(int milliHz, MountingLevel level)
    {
        MountingReport report = Good;
        report.MeasuredRateMilliHz = milliHz;

        Assert.Equal(level, Of(report, "rate").Level);
    }

    [Theory]
    [InlineData(-1_090_000, MountingLevel.Good)]
    [InlineData(-1_200_000, MountingLevel.Doubtful)]
    [InlineData(500_000, MountingLevel.Bad)]
    public void Gravity_is_one_g_whichever_way_is_up(int microG, MountingLevel level)
    {
        MountingReport report = Good;
        report.GravityMicroG = [microG, 0, 0];

        Assert.Equal(level, Of(report, "gravity").Level);
        Assert.Contains(microG < 0 ? "up is -x" : "up is +x", Of(report, "gravity").Text);
    }

    [Fact]
    public void An_axis_that_never_moves_is_dead()
    {
        MountingReport report = Good;
        report.NoiseMicroG = [1800, 0, 2000];

        Assert.Equal(MountingLevel.Bad, Of(report, "noise").Level);
    }

    [Fact]
    public void A_sensor_without_samples_is_all_there_is_to_say()
    {
        MountingReport report = Good;
        report.Frames = 0;
        report.SensorStatus = "absent: nobody answers at its address";

        MountingVerdict only = Assert.Single(MountingVerdict.Of(report));
        Assert.Equal(MountingLevel.Bad, only.Level);
        Assert.Contains("nobody answers", only.Text);
    }

    private static MountingVerdict Of(MountingReport report, string what) => MountingVerdict.Of(report).Single(verdict => verdict.What == what);
}
