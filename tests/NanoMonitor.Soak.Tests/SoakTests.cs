using Xunit.Abstractions;

namespace NanoMonitor.Soak.Tests;

public class SoakTests(ITestOutputHelper output)
{
    private const int Seeds = 20;
    private const int Hours = 24;

    /// <summary>Each finding says which command replays its seed.</summary>
    [Fact]
    public void A_day_of_faults_leaves_a_sleeping_node_well_and_loses_nothing_it_had_stored()
    {
        IEnumerable<SoakPlan> plans = Enumerable.Range(1, Seeds).Select(seed => new SoakPlan(seed, Hours, DutyCycled: true));
        IReadOnlyList<SoakResult> results = SoakBatch.Run(plans, Environment.ProcessorCount, result => output.WriteLine(SoakText.Of(result)));
        output.WriteLine(SoakText.Summary(results));
        Assert.All(results, result => Assert.True(result.Passed, SoakText.Of(result)));

        // A storm without every kind of fault, or without traffic, proves nothing.
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.Contains(results, result => result.Faults.ContainsKey(kind)));
        Assert.All(results, result => Assert.InRange(result.Telemetry, 40, 200));
        Assert.All(results, result => Assert.InRange(result.Starts, 100, 400));
        Assert.Contains(results, result => result.Dropped > 0);
    }

    [Fact]
    public void The_same_seed_gives_the_same_storm_and_another_another()
    {
        Assert.Equal(FaultStorm.Of(1, 86_400), FaultStorm.Of(1, 86_400));
        Assert.NotEqual(FaultStorm.Of(1, 86_400), FaultStorm.Of(2, 86_400));
    }

    [Fact]
    public void An_hour_of_faults_leaves_a_continuous_node_well()
    {
        SoakResult result = SoakRun.Run(new SoakPlan(101, 1, DutyCycled: false));
        output.WriteLine(SoakText.Of(result));
        Assert.True(result.Passed, SoakText.Of(result));
    }
}
