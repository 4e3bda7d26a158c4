using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Detectors;

/// <summary>
/// The mean rank of Group MADE and of identity classification, as the winning entry of DCASE 2020 task 2 combined them (Giri et al. 2020).
/// A row is ranked by itself, among scores of healthy training rows and not among the rows to judge (<see cref="RankScale"/>). Those
/// scores are of held-out blocks, by models that have not seen them: a classifier is far too sure of rows it has learned.
/// </summary>
public sealed record IdentityEnsembleKind() : DetectorKind("identity-ensemble")
{
    private const int BytesPerNumber = 4;
    private static readonly DetectorKind[] Members = [new GroupMadeKind(), new IdentityKind()];

    /// <inheritdoc/>
    public override bool NeedsIdentities => true;

    /// <inheritdoc/>
    public override string? Refusal(TrainingRows train) => Members.Select(kind => kind.Refusal(train)).FirstOrDefault(reason => reason is not null);

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var (fitted, heldOut) = Divide(train);
        (IDetector Detector, RankScale Scale)[] members = [.. Members.Select(kind => (kind.Fit(train, seed), ScaleOf(kind.Fit(fitted, seed), heldOut)))];
        return new IdentifyingDetector(
            members.Sum(member => member.Detector.MultiplyAdds),
            members.Sum(member => member.Detector.Bytes + (BytesPerNumber * (long)member.Scale.Count)),
            (rows, identity) =>
            {
                double[][] ranks = [.. members.Select(member => Array.ConvertAll(member.Detector.Score(rows, identity), member.Scale.Of))];
                return [.. Enumerable.Range(0, rows.Count).Select(n => ranks.Average(own => own[n]))];
            });
    }

    private static RankScale ScaleOf(IDetector detector, TrainingRows heldOut)
    {
        return new RankScale(heldOut.Runs.SelectMany((rows, run) => detector.Score(rows, heldOut.Identities[run])));
    }

    // Runs of a few rows have none to hold out; where that is so of all, the ranks are among what was learned.
    private static (TrainingRows Fitted, TrainingRows HeldOut) Divide(TrainingRows train)
    {
        (double[][] Fitted, double[][] HeldOut)[] parts = [.. train.Runs.Select(run => HeldOutBlocks.Divide([run]))];
        return parts.All(part => part.HeldOut.Length == 0)
            ? (train, train)
            : (With(train, [.. parts.Select(part => part.Fitted)]), With(train, [.. parts.Select(part => part.HeldOut)]));
    }

    private static TrainingRows With(TrainingRows train, double[][][] runs)
    {
        return new TrainingRows(runs, train.Order, null) { Identities = train.Identities, Spectra = train.Spectra };
    }
}
