namespace NanoMonitor.Training.Comparison;

/// <summary>
/// The score of the DCASE 2020 challenge, task 2: on every case detectors are ranked by AUC and by pAUC, and the places are averaged
/// (Koizumi et al. 2020, section 4). Detectors that are missing on a case are not ranked there.
/// </summary>
public static class AverageRank
{
    /// <summary>Mean place of each detector, 1 = best; ties share the mean of their places.</summary>
    public static IReadOnlyDictionary<string, double> Of(IReadOnlyList<CaseReport> cases)
    {
        return cases.SelectMany(report => Places(report, trial => trial.Auc).Concat(Places(report, trial => trial.Pauc)))
            .GroupBy(item => item.Detector, item => item.Place)
            .ToDictionary(group => group.Key, group => group.Average());
    }

    private static IEnumerable<(string Detector, double Place)> Places(CaseReport report, Func<DetectorTrial, double?> figure)
    {
        (string Detector, double Figure)[] means = [.. report.Trials.GroupBy(trial => trial.Detector)
            .Select(group => (group.Key, Mean: group.Average(figure)))
            .Where(item => item.Mean is not null)
            .Select(item => (item.Key, item.Mean!.Value))];
        return means.Select(item => (
            item.Detector,
            means.Count(other => other.Figure > item.Figure) + ((1 + means.Count(other => other.Figure == item.Figure)) / 2.0)));
    }
}
