using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Detectors;

/// <summary>The mean score of Group MADE models that take the groups in different orders (Germain et al. 2015, section 4.2).</summary>
public sealed record GroupMadeOrderingsKind() : DetectorKind("group-made-orderings")
{
    private const int Orderings = 4;

    /// <inheritdoc/>
    public override string? Refusal(TrainingRows train) => train.Order.GroupSizes.Length > 1 ? null : "the features are a single group";

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var random = new Random(seed);
        var scaler = new RowScaler(train.All, GroupMadeKind.ClipDeviations);
        double[][][] runs = [.. train.Runs.Select(scaler.Apply)];
        FittedDetector[] members = [.. Enumerable.Range(0, Orderings)
            .Select(index => index == 0 ? train.Order : Shuffled(train.Order, random))
            .Select(order => GroupMadeKind.Of(GroupMadeFitter.Fit(runs, order, new FitOptions(seed)).Module, scaler.Count, scaler.Apply))];
        return new FittedDetector(
            members.Sum(member => member.MultiplyAdds),
            members.Sum(member => member.Numbers),
            rows => [.. members.Select(member => member.Score(rows)).Aggregate((sum, scores) => [.. sum.Zip(scores, (a, b) => a + b)]).Select(sum => sum / Orderings)]);
    }

    private static GroupOrder Shuffled(GroupOrder order, Random random)
    {
        int[] groups = [.. Enumerable.Range(0, order.GroupSizes.Length)];
        random.Shuffle(groups);
        return new GroupOrder(
            [.. groups.Select(group => order.GroupSizes[group])],
            [.. groups.SelectMany(group => order.FeatureAt.Where((_, position) => order.GroupAt[position] == group))]);
    }
}
