using NanoMonitor.Datasets;
using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Reports;

/// <summary>ROC curves of all detectors on one case, single rows.</summary>
internal static class RocChart
{
    private const int Side = 300;
    private const int Margin = 40;
    private const int LegendWidth = 190;
    private const int LegendStep = 17;

    public static string Draw(ScoredCase scored, IReadOnlyList<string> detectors)
    {
        var svg = new Svg(Side + (2 * Margin) + LegendWidth, Side + (2 * Margin), $"ROC curves, {scored.Report.Dataset} {scored.Report.Split}");
        double X(double rate) => Margin + (rate * Side);
        double Y(double rate) => Margin + ((1 - rate) * Side);
        foreach (double tick in new[] { 0, 0.1, 0.5, 1 })
        {
            svg.Line(X(tick), Y(0), X(tick), Y(1), "grid");
            svg.Line(X(0), Y(tick), X(1), Y(tick), "grid");
            svg.Words(X(tick), Y(0) + 14, $"{tick:0.#}", "middle");
            svg.Words(X(0) - 6, Y(tick) + 4, $"{tick:0.#}", "end");
        }

        svg.Words(X(0.5), Y(0) + 30, "false positive rate", "middle");
        svg.Words(X(0), Y(1) - 8, "true positive rate");
        // The first detector is drawn last, on top.
        foreach (int index in Enumerable.Range(0, detectors.Count).Reverse())
        {
            double[] Scores(RecordingLabel label) =>
                [.. scored.Runs.Where(run => run.Label == label && run.Scores.ContainsKey(detectors[index])).SelectMany(run => run.Scores[detectors[index]]).SelectMany(stretch => stretch)];
            var curve = Roc.Curve(Scores(RecordingLabel.Normal), Scores(RecordingLabel.Anomaly));
            if (curve.Count > 0)
            {
                svg.Path(curve.Select(point => (X(point.FalsePositiveRate), Y(point.TruePositiveRate))), index == 0 ? "curve main" : "curve", Palette.Line(index));
            }

            double y = Margin + (LegendStep * (index + 0.5));
            svg.Path([(X(1) + 14, y), (X(1) + 34, y)], "curve main", Palette.Line(index));
            svg.Words(X(1) + 40, y + 4, detectors[index]);
        }

        return svg.ToString();
    }
}
