using NanoMonitor.Datasets;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Reports;

/// <summary>
/// One detector's scores over time, a strip a recording: single rows thin, trailing means bold. The dashed line is the 99 % quantile of the
/// normal rows; heights are logarithms of the distance from the lowest score in units of that line's, so that faint and strong faults both show.
/// </summary>
internal static class ScoreStrips
{
    private const int NameWidth = 170;
    private const int Width = 640;
    private const int Height = 44;
    private const int Gap = 8;

    public static string Draw(ScoredCase scored, string detector)
    {
        ScoredRun[] runs = [.. scored.Runs.Where(run => run.Scores.ContainsKey(detector))];
        double[] normal = [.. Rows(runs.Where(run => run.Label == RecordingLabel.Normal), detector)];
        double[] all = [.. Rows(runs, detector)];
        if (all.Length == 0)
        {
            return "";
        }

        double low = all.Min();
        double limit = Quantile.Of(normal.Length > 0 ? normal : all, 0.99);
        double unit = limit > low ? limit - low : 1;
        double Level(double score) => Math.Log2(1 + ((score - low) / unit));
        double highest = Math.Max(2, Level(all.Max()));
        int longest = runs.Max(run => run.Scores[detector].Sum(stretch => stretch.Length));
        var svg = new Svg(NameWidth + Width + Gap, (runs.Length * (Height + Gap)) + Gap, $"Scores of {detector} over time");
        for (int index = 0; index < runs.Length; index++)
        {
            double top = Gap + (index * (Height + Gap));
            double Y(double score) => top + ((1 - (Level(score) / highest)) * Height);
            double X(int row) => NameWidth + ((row + 0.5) * Width / longest);
            svg.Line(NameWidth, top + Height, NameWidth + Width, top + Height, "grid");
            svg.Line(NameWidth, Y(limit), NameWidth + Width, Y(limit), "limit");
            svg.Words(NameWidth - Gap, top + (Height / 2) + 4, $"{runs[index].Name} · {runs[index].Label.ToString().ToLowerInvariant()}", "end");
            int first = 0;
            string kind = runs[index].Label == RecordingLabel.Anomaly ? "anomaly" : "normal";
            foreach (double[] stretch in runs[index].Scores[detector])
            {
                int begin = first;
                double[] means = TrailingMean.Of(stretch, scored.AggregateRows);
                int lag = stretch.Length - means.Length;
                svg.Path(stretch.Select((score, n) => (X(begin + n), Y(score))), $"single {kind}");
                svg.Path(means.Select((score, n) => (X(begin + lag + n), Y(score))), $"mean {kind}");
                first += stretch.Length;
            }
        }

        return svg.ToString();
    }

    private static IEnumerable<double> Rows(IEnumerable<ScoredRun> runs, string detector) => runs.SelectMany(run => run.Scores[detector]).SelectMany(stretch => stretch);
}
