namespace NanoMonitor.Training.Comparison;

/// <summary>
/// One detector over several cases: means of the cases' means over seeds, cases of one dataset counting as one. Cases without the detector
/// do not count: figures of two detectors compare where both have the same number of cases.
/// </summary>
/// <param name="Detector">Its name.</param>
/// <param name="Datasets">Datasets with the detector.</param>
/// <param name="Cases">Cases with the detector.</param>
/// <param name="Auc">Of single rows.</param>
/// <param name="Pauc">Of single rows, up to a false positive rate of 0.1.</param>
/// <param name="AucAggregated">Of trailing means.</param>
/// <param name="PaucAggregated">The same, up to a false positive rate of 0.1.</param>
/// <param name="AucSpread">Standard deviation over seeds of <paramref name="Auc"/>, root mean square over the cases; 0 where the seed has no influence.</param>
/// <param name="PaucSpread">The same of <paramref name="Pauc"/>.</param>
/// <param name="AucAggregatedSpread">The same of <paramref name="AucAggregated"/>.</param>
/// <param name="PaucAggregatedSpread">The same of <paramref name="PaucAggregated"/>.</param>
/// <param name="Difference">The detector less the baseline.</param>
/// <param name="Rank">Mean over the cases of the detector's places by AUC and by pAUC, 1 = best, ties sharing theirs: the DCASE 2020 challenge's official score. Null where it has no areas.</param>
/// <param name="Macs">Multiplications with learned numbers for one row, the most of any case.</param>
/// <param name="Bytes">Bytes of what was learned, the most of any case.</param>
/// <param name="TrainSeconds">Mean time of a fit.</param>
public sealed record DetectorSummary(
    string Detector,
    int Datasets,
    int Cases,
    double? Auc,
    double? Pauc,
    double? AucAggregated,
    double? PaucAggregated,
    double AucSpread,
    double PaucSpread,
    double AucAggregatedSpread,
    double PaucAggregatedSpread,
    BaselineDifference Difference,
    double? Rank,
    long? Macs,
    long Bytes,
    double TrainSeconds)
{
    /// <summary>Sums up cases, detectors in order of their first appearance.</summary>
    public static IReadOnlyList<DetectorSummary> Of(IReadOnlyList<CaseReport> cases)
    {
        string[] names = [.. cases.SelectMany(report => report.Trials).Select(trial => trial.Detector).Distinct()];
        var ranks = AverageRank.Of(cases);
        return [.. names.Select(name => Of(name, cases, ranks.TryGetValue(name, out double rank) ? rank : null))];
    }

    private static DetectorSummary Of(string name, IReadOnlyList<CaseReport> cases, double? rank)
    {
        CaseReport[] ownCases = [.. cases.Where(report => report.Trials.Any(trial => trial.Detector == name))];
        DetectorTrial[][] own = [.. ownCases.Select(report => report.Trials.Where(trial => trial.Detector == name).ToArray())];
        double? Mean(Func<DetectorTrial, double?> figure)
        {
            return cases.GroupBy(report => report.Dataset)
                .Average(dataset => dataset.Average(report => report.Trials.Where(trial => trial.Detector == name).Average(figure)));
        }

        double Spread(Func<DetectorTrial, double?> figure) => Math.Sqrt(own.Average(trials => Variance([.. trials.Select(figure).OfType<double>()])));
        return new DetectorSummary(
            name,
            ownCases.Select(report => report.Dataset).Distinct().Count(),
            ownCases.Length,
            Mean(trial => trial.Auc),
            Mean(trial => trial.Pauc),
            Mean(trial => trial.AucAggregated),
            Mean(trial => trial.PaucAggregated),
            Spread(trial => trial.Auc),
            Spread(trial => trial.Pauc),
            Spread(trial => trial.AucAggregated),
            Spread(trial => trial.PaucAggregated),
            BaselineDifference.Of(name, ownCases),
            rank,
            own.SelectMany(trials => trials).Max(trial => trial.Macs),
            own.SelectMany(trials => trials).Max(trial => trial.Bytes),
            own.SelectMany(trials => trials).Average(trial => trial.TrainSeconds));
    }

    private static double Variance(double[] values)
    {
        return values.Length < 2 ? 0 : values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);
    }
}
