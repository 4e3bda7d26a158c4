using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Tests.Comparison;

public class AverageRankTests
{
    [Fact]
    public void Averages_the_places_by_AUC_and_by_pAUC_over_cases_and_seeds()
    {
        // First case: a and b tie by AUC (1.5 each), b leads by pAUC. Second: a alone has two seeds with the mean 0.8.
        var first = Case(Trial("a", 1, 0.9, 0.6), Trial("b", 1, 0.9, 0.8), Trial("c", 1, 0.5, 0.5));
        var second = Case(Trial("a", 1, 0.7, 0.7), Trial("a", 2, 0.9, 0.7), Trial("b", 1, 0.85, 0.6));
        var ranks = AverageRank.Of([first, second]);
        Assert.Equal((1.5 + 2 + 2 + 1) / 4, ranks["a"], 12);
        Assert.Equal((1.5 + 1 + 1 + 2) / 4, ranks["b"], 12);
        Assert.Equal(3, ranks["c"], 12);
    }

    [Fact]
    public void Leaves_out_detectors_without_figures()
    {
        Assert.Empty(AverageRank.Of([Case(Trial("a", 1, null, null))]));
    }

    [Fact]
    public void A_summary_weighs_datasets_equally_and_knows_the_spread_over_seeds()
    {
        CaseReport[] cases =
        [
            Case(Trial("a", 1, 0.8, 0.7), Trial("a", 2, 0.9, 0.7)),
            Case(Trial("a", 1, 0.95, 0.7)),
            Case(Trial("a", 1, 0.5, 0.5)) with { Dataset = "other" },
        ];
        var summary = Assert.Single(DetectorSummary.Of(cases));
        Assert.Equal((((0.85 + 0.95) / 2) + 0.5) / 2, summary.Auc!.Value, 12);
        Assert.Equal(Math.Sqrt(0.005 / 3), summary.AucSpread, 12);
        Assert.Equal(0, summary.PaucSpread);
        Assert.Equal((2, 3), (summary.Datasets, summary.Cases));
    }

    private static CaseReport Case(params DetectorTrial[] trials) => new("set", "split", null, new WindowCounts(1, 1, 1), trials);

    private static DetectorTrial Trial(string name, int seed, double? auc, double? pauc) => new(name, seed, auc, pauc, auc, pauc, null, 4, 0);
}
