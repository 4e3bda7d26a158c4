using NanoMonitor.Tools.NodeCost.Cases;
using NanoMonitor.Tools.NodeCost.Firmware;
using NanoMonitor.Tools.NodeCost.Metering;
using NanoMonitor.Tools.NodeCost.Reports;

namespace NanoMonitor.Tools.NodeCost.Tests;

public class FirmwareCostTests
{
    private const double AllowedGrowth = 1.01;

    private static readonly Lazy<IReadOnlyDictionary<(string Case, string Stage), long>> s_documented =
        new(() => CostTable.Read(File.ReadAllText(Path.Combine(Repository.Root, "docs", "node-cost.md"))));

    public static TheoryData<string> Windows => [.. AllCases.Windows.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Windows))]
    public void No_stage_has_grown_by_more_than_one_percent_over_the_documented_table(string name)
    {
        CaseCost measured = Measure(name);

        Assert.All(measured.Stages.Append(measured.Total with { Name = CostTable.Total }), stage => Assert.True(
            s_documented.Value.TryGetValue((name, stage.Name), out long documented) && stage.Ticks <= documented * AllowedGrowth,
            $"{name}, {stage.Name}: {stage.Ticks} ticks, docs/node-cost.md says {documented}. If that is intended, renew it: "
            + "dotnet run -c Release --project tools/NodeCost -- --markdown docs/node-cost.md"));
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void From_burst_to_decision_nothing_is_allocated(string name) => Assert.Empty(Measure(name).Allocations);

    [Fact]
    public void Counts_the_same_every_time() => Assert.Equal(Describe(Measure(AllCases.Reference)), Describe(Measure(AllCases.Reference)));

    [Fact]
    public void Stages_and_methods_sum_to_the_total()
    {
        CaseCost reference = Measure(AllCases.Reference);

        Assert.InRange(reference.Stages.Sum(stage => stage.Il), reference.Total.Il - reference.Stages.Count, reference.Total.Il + reference.Stages.Count);
        Assert.InRange(reference.Methods.Sum(method => method.Il), reference.Total.Il - reference.Methods.Count, reference.Total.Il + reference.Methods.Count);
    }

    [Fact]
    public void Refuses_a_stage_whose_method_the_firmware_does_not_have()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => Instrumenter.Instrument(FirmwareBuild.Compile(Repository.Root), [new Stage("FFT", "Spectrum::Gone")], null));

        Assert.Contains("stage 'FFT' begins with Spectrum::Gone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_code_that_runs_in_no_stage()
    {
        Stage[] stages = [.. Stages.All.Where(stage => stage.Name != "capture")];
        Meter meter = new(Instrumenter.Instrument(FirmwareBuild.Compile(Repository.Root), stages, Stages.EndOfWindow));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => meter.Window("reference", new CaseShape()));

        Assert.Contains("ran in no stage", error.Message, StringComparison.Ordinal);
    }

    private static CaseCost Measure(string name) => Repository.Meter.Window(name, AllCases.Windows.Single(one => one.Name == name).Shape);

    private static string Describe(CaseCost cost) => string.Join('\n', cost.Methods);
}
