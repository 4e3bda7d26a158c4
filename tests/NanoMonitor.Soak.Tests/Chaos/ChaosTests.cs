using NanoMonitor.Soak.Chaos;
using Xunit.Abstractions;

namespace NanoMonitor.Soak.Tests.Chaos;

public class ChaosTests(ITestOutputHelper output)
{
    /// <summary>A finding says which command replays its seed.</summary>
    [Fact]
    public void A_fleet_in_chaos_ends_on_the_desired_models_or_says_why_not_and_loses_nothing()
    {
        ChaosResult result = ChaosRun.Run(new ChaosPlan(Seed: 1, Nodes: 24, Hours: 1));
        output.WriteLine(ChaosText.Of(result));
        Assert.True(result.Passed, ChaosText.Of(result));

        // Chaos without faults proves nothing.
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.NotEqual(0, result.Faults[kind]));
        Assert.NotEqual(0, result.HostKills);
        Assert.NotEqual(0, result.ManifestsAgain);
        Assert.NotEqual(0, result.Explained);
        Assert.NotEqual(0, result.Reboots);
        Assert.InRange(result.Manifests, 2 * 24, 4 * 24);
    }
}
