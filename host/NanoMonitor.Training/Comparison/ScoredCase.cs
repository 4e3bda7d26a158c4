namespace NanoMonitor.Training.Comparison;

/// <summary>A case with the scores behind its report, of each detector's first seed.</summary>
/// <param name="Report">The figures.</param>
/// <param name="FeatureNames">[feature]: what each is called.</param>
/// <param name="AggregateRows">Rows of the trailing mean.</param>
/// <param name="Runs">All recordings of the test part.</param>
public sealed record ScoredCase(CaseReport Report, IReadOnlyList<string> FeatureNames, int AggregateRows, IReadOnlyList<ScoredRun> Runs);
