using NanoMonitor.Cli.Terminal;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Cli.Tests.Terminal;

public sealed class CauseTextTests
{
    private static readonly FeatureSpec Spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 1_000_000);

    private static Telemetry Changed()
    {
        var telemetry = new Telemetry { State = HealthState.Healthy, Findings = NodeFinding.Changed };
        (telemetry.Installation.LearnedPercent, telemetry.Installation.ScoreChange) = (100, 77);
        ((int[])[21, 4, 40]).CopyTo(telemetry.Installation.Bands, 0);
        ((int[])[-384, 205, 12]).CopyTo(telemetry.Installation.BandChanges, 0);
        return telemetry;
    }

    [Fact]
    public void A_changed_machine_is_told_with_the_bands_that_changed_most_and_the_score()
    {
        Assert.Equal(
            ["changed since commissioning: y.band03 (14–18 Hz) 1.5 octaves quieter, x.band04 (18–21 Hz) 0.8 octaves louder, score +0.30"],
            CauseText.Findings(Changed(), Spec));
    }

    [Fact]
    public void Without_a_birth_the_bands_are_numbers()
    {
        Assert.Contains("feature 21 1.5 octaves quieter", Assert.Single(CauseText.Findings(Changed(), spec: null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_commissions_says_how_far_it_is_and_one_that_has_nothing_to_learn_says_nothing()
    {
        var telemetry = new Telemetry();
        Assert.Empty(CauseText.Findings(telemetry, Spec));
        telemetry.Installation.LearnedPercent = 37;
        Assert.Equal(["learns its installation, 37 %"], CauseText.Findings(telemetry, Spec));
        telemetry.Installation.LearnedPercent = 100;
        Assert.Empty(CauseText.Findings(telemetry, Spec));
    }
}
