using System.Diagnostics;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Detectors;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Comparison;

/// <summary>
/// Fits detectors to a case and judges them: all anomalous recordings against all normal rows of the test part. A detector may know the
/// machine that a recording is of, but not its condition or name: those would give the label away.
/// </summary>
public static class DetectorComparison
{
    /// <summary>Compares detectors on one case.</summary>
    /// <param name="comparisonCase">The case.</param>
    /// <param name="kinds">Detectors; those that do not accept the case's rows are left out, and the report says so.</param>
    /// <param name="seeds">One fit each; only the first for kinds that use none.</param>
    /// <param name="fitted">Told of each fit, or null.</param>
    public static ScoredCase Run(ComparisonCase comparisonCase, IReadOnlyList<DetectorKind> kinds, IReadOnlyList<int> seeds, Action<string>? fitted = null)
    {
        var trials = new List<DetectorTrial>();
        var scores = comparisonCase.Test.Select(_ => new Dictionary<string, double[][]>()).ToArray();
        var blame = new double[]?[comparisonCase.Test.Count];
        foreach (var kind in kinds.Where(kind => kind.Accepts(comparisonCase.Train)))
        {
            foreach (int seed in kind.IsRandom ? seeds : seeds.Take(1))
            {
                var watch = Stopwatch.StartNew();
                var detector = kind.Fit(comparisonCase.Train, seed);
                double seconds = watch.Elapsed.TotalSeconds;
                double[][][] judged = [.. comparisonCase.Test.Select(run => run.Stretches.Select(rows => detector.Score(rows, run.Machine)).ToArray())];
                trials.Add(Judge(comparisonCase, kind.Name, seed, judged, detector, seconds));
                fitted?.Invoke(kind.Name);
                if (seed == seeds[0])
                {
                    for (int run = 0; run < judged.Length; run++)
                    {
                        scores[run][kind.Name] = judged[run];
                        blame[run] = detector is IBlamingDetector blaming ? MeanBlame(blaming, comparisonCase.Test[run].Rows) : blame[run];
                    }
                }
            }
        }

        return new ScoredCase(
            new CaseReport(comparisonCase.Dataset, comparisonCase.Split, comparisonCase.Machine, Count(comparisonCase), trials)
            {
                LeftOut = [.. comparisonCase.LeftOut, .. LeftOutOf(comparisonCase, kinds)],
            },
            comparisonCase.FeatureNames,
            comparisonCase.AggregateRows,
            [.. comparisonCase.Test.Select((run, index) => new ScoredRun(run.Name, run.Label, run.Condition, scores[index], blame[index]))]);
    }

    private static IEnumerable<LeftOut> LeftOutOf(ComparisonCase comparisonCase, IReadOnlyList<DetectorKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (kind.Refusal(comparisonCase.Train) is { } reason)
            {
                yield return new LeftOut(kind.Name, reason);
            }
        }

        foreach (var run in comparisonCase.Test.Where(run => run.Label is not (RecordingLabel.Normal or RecordingLabel.Anomaly)))
        {
            yield return new LeftOut(run.Name, $"it is labelled {run.Label.ToString().ToLowerInvariant()}");
        }

        foreach (var label in new[] { RecordingLabel.Normal, RecordingLabel.Anomaly }.Except(comparisonCase.Test.Select(run => run.Label)))
        {
            yield return new LeftOut("every detector", $"no recording to be judged is labelled {label.ToString().ToLowerInvariant()}, so there are no areas");
        }
    }

    private static DetectorTrial Judge(ComparisonCase comparisonCase, string name, int seed, double[][][] judged, IDetector detector, double seconds)
    {
        IEnumerable<double[]> Stretches(RecordingLabel label) => judged.Where((_, run) => comparisonCase.Test[run].Label == label).SelectMany(run => run);
        double[] Rows(RecordingLabel label) => [.. Stretches(label).SelectMany(stretch => stretch)];
        double[] Means(RecordingLabel label) => [.. Stretches(label).SelectMany(stretch => TrailingMean.Of(stretch, comparisonCase.AggregateRows))];
        var single = AreaReport.Of(Rows(RecordingLabel.Normal), Rows(RecordingLabel.Anomaly));
        var aggregated = AreaReport.Of(Means(RecordingLabel.Normal), Means(RecordingLabel.Anomaly));
        return new DetectorTrial(name, seed, single.Auc, single.Pauc, aggregated.Auc, aggregated.Pauc, detector.MultiplyAdds, detector.Bytes, seconds);
    }

    private static double[]? MeanBlame(IBlamingDetector detector, double[][] rows)
    {
        double[][] parts = [.. rows.Select(detector.Blame)];
        return parts.Length == 0 ? null : [.. Enumerable.Range(0, parts[0].Length).Select(feature => parts.Average(part => part[feature]))];
    }

    private static WindowCounts Count(ComparisonCase comparisonCase)
    {
        int Rows(RecordingLabel label) => comparisonCase.Test.Where(run => run.Label == label).Sum(run => run.Rows.Length);
        return new WindowCounts(comparisonCase.Train.All.Length, Rows(RecordingLabel.Normal), Rows(RecordingLabel.Anomaly));
    }
}
