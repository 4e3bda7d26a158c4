using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Tests.Comparison;

public class ComparisonReportTests
{
    private static readonly CaseReport[] Cases =
    [
        Case("one", Trial("node", 0.9, 0.8), Trial("mahalanobis", 0.8, 0.8), Trial("identity", 0.6, 0.6)),
        Case("two", Trial("node", 0.7, 0.6), Trial("mahalanobis", 0.8, 0.9)) with { LeftOut = [new LeftOut("identity", "a single recording to learn from")] },
        Case("two", Trial("node", 0.9, 0.6), Trial("mahalanobis", 0.8, 0.9)) with { LeftOut = [new LeftOut("identity", "a single recording to learn from")] },
    ];

    private readonly ComparisonReport report = ComparisonReport.Of(Cases);

    [Fact]
    public void Says_over_how_many_datasets_each_mean_is()
    {
        Assert.Equal([("node", 2, 3), ("mahalanobis", 2, 3), ("identity", 1, 1)], report.Overall.Select(detector => (detector.Detector, detector.Datasets, detector.Cases)));
        Assert.True(report.IsUneven);
        Assert.False(ComparisonReport.Of(Cases[..1]).IsUneven);
    }

    [Fact]
    public void Compares_all_detectors_over_the_cases_that_have_them_all()
    {
        Assert.Equal(["one"], report.CommonDatasets);
        Assert.Equal([0.9, 0.8, 0.6], report.Common.Select(detector => detector.Auc!.Value));
        Assert.Equal([(1 + 1.5) / 2, (2 + 1.5) / 2, 3], report.Common.Select(detector => detector.Rank!.Value));
    }

    [Fact]
    public void Gives_the_difference_to_the_baseline_and_the_worst_dataset()
    {
        var node = report.Overall[0].Difference;
        Assert.Equal((0.1 + 0) / 2, node.Auc!.Value, 12);
        Assert.Equal((0 - 0.3) / 2, node.Pauc!.Value, 12);
        Assert.Equal(0, node.WorstAuc!.Value, 12);
        Assert.Equal(-0.3, node.WorstPauc!.Value, 12);

        // On its own dataset alone.
        Assert.Equal(-0.2, report.Overall[2].Difference.Auc!.Value, 12);
        Assert.Null(ComparisonReport.Of([Case("one", Trial("node", 0.9, 0.8))]).Overall[0].Difference.Auc);
    }

    [Fact]
    public void Says_in_words_what_is_left_out_where_and_why()
    {
        Assert.Equal(["identity does not count in two, split: a single recording to learn from."], LeftOutText.Of(Cases));
    }

    private static CaseReport Case(string dataset, params DetectorTrial[] trials) => new(dataset, "split", null, new WindowCounts(1, 1, 1), trials);

    private static DetectorTrial Trial(string name, double auc, double pauc) => new(name, 1, auc, pauc, auc, pauc, null, 4, 0);
}
