using System.Xml.Linq;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Evaluation;
using NanoMonitor.Training.Reports;

namespace NanoMonitor.Training.Tests.Reports;

public class ComparisonPageTests
{
    [Fact]
    public void Is_well_formed_self_contained_and_shows_every_detector_recording_and_feature()
    {
        var document = XDocument.Parse(Page("vd-<on>").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal));
        string text = document.Root!.Value;
        foreach (string word in new[] { "node", "mahalanobis", "+0.375", "identity does not count in fans, left-out: a <single> recording.", "vd-<on>", "x.band00 (0–1 Hz)", "0.875", "split left-out" })
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(document.Descendants(), element => element.Attribute("src") is not null || element.Attribute("href") is not null);
        Assert.Equal(3, document.Descendants("svg").Count());
        Assert.Equal(2 * 2, document.Descendants("rect").Count());
    }

    private static string Page(string name)
    {
        DetectorTrial[] trials = [Trial("node", 0.875), Trial("mahalanobis", 0.5)];
        var report = new CaseReport("fans", "left-out", null, new WindowCounts(10, 3, 3), trials) { LeftOut = [new LeftOut("identity", "a <single> recording")] };
        double[][] low = [[1, 2, 3]];
        double[][] high = [[2, 4], [9]];
        ScoredRun[] runs =
        [
            new(name, RecordingLabel.Normal, null, new Dictionary<string, double[][]> { ["node"] = low, ["mahalanobis"] = low }, [0.7, 0.8]),
            new("bad", RecordingLabel.Anomaly, "clog", new Dictionary<string, double[][]> { ["node"] = high, ["mahalanobis"] = low }, [9, 0.8]),
        ];
        return ComparisonPage.Write(ComparisonReport.Of([report]), [new ScoredCase(report, ["x.band00 (0–1 Hz)", "x.crest"], 2, runs)], []);
    }

    private static DetectorTrial Trial(string name, double auc) => new(name, 1, auc, auc, auc, auc, 100, 400, 0.1);
}
