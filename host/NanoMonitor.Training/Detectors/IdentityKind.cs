using NanoMonitor.Training.Density;
using TorchSharp;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Detectors;

/// <summary>
/// Self-supervised classification of identities (Giri et al., "Self-supervised classification for detecting anomalous sounds", DCASE 2020
/// workshop): a network of two rectified layers of 64 units learns to tell machines of one type apart, or conditions or recordings of one
/// machine, from warped (<see cref="SpectralWarp"/>) and mixed (<see cref="Mixup"/>) rows; each identity counts the same. Score:
/// −ln p(identity). Rows of none of the identities are scored by −ln of the highest probability: how sure the network is of any
/// (Hendrycks and Gimpel, ICLR 2017).
/// </summary>
public sealed record IdentityKind() : DetectorKind("identity")
{
    private const int HiddenCount = 64;
    private const int LeastEpochs = 5;
    private const int MostEpochs = 100;
    private const int MostRows = 1_000_000;
    private const int BytesPerNumber = 4;
    private const double LearningRate = 1e-3;

    /// <inheritdoc/>
    public override bool NeedsIdentities => true;

    /// <inheritdoc/>
    public override string? Refusal(TrainingRows train) => RunIdentities.AreSeveral(train.Identities) ? null : "a single recording to learn from";

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        TorchRuntime.Prepare();
        var random = new Random(seed);
        string[] identities = [.. train.Identities.Distinct()];
        int[] widths = [train.FeatureCount, HiddenCount, HiddenCount, identities.Length];
        var scaler = new RowScaler(train.All, GroupMadeKind.ClipDeviations);
        DenseLayer[] layers = DenseLayer.Stack(widths, random);
        Train(layers, scaler, train, identities, random);

        long weights = DenseLayer.WeightCount(widths);
        return new IdentifyingDetector(
            weights,
            BytesPerNumber * (weights + widths.Skip(1).Sum() + scaler.Count),
            (rows, identity) => Score(layers, scaler.Apply(rows), Array.IndexOf(identities, identity)));
    }

    private static void Train(DenseLayer[] layers, RowScaler scaler, TrainingRows train, string[] identities, Random random)
    {
        var warp = new SpectralWarp(train.Spectra);
        int[] classes = [.. train.Runs.SelectMany((run, index) => Enumerable.Repeat(Array.IndexOf(identities, train.Identities[index]), run.Length))];
        double[][] labels = [.. classes.Select(own => Enumerable.Range(0, identities.Length).Select(other => other == own ? 1.0 : 0.0).ToArray())];
        using var balance = tensor(Enumerable.Range(0, identities.Length).Select(own => (double)classes.Length / classes.Count(other => other == own)).ToArray());
        MiniBatches.Descend(
            classes.Length,
            [.. layers.SelectMany(layer => layer.Trained)],
            LearningRate,
            Math.Clamp(MostRows / classes.Length, LeastEpochs, MostEpochs),
            random,
            chosen =>
            {
                long[] batch = chosen.data<long>().ToArray();
                double[][] rows = scaler.Apply([.. batch.Select(n => warp.Apply(train.All[n], random))]);
                var (mixed, mixedLabels) = Mixup.Apply(rows, [.. batch.Select(n => labels[n])], random);
                return -(LogProbabilities(layers, mixed) * GroupMadeModule.ToTensor(mixedLabels) * balance).mean();
            },
            _ => true);
    }

    private static double[] Score(DenseLayer[] layers, double[][] rows, int identity)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var logs = LogProbabilities(layers, rows);
        return (-(identity < 0 ? logs.amax(1) : logs.select(1, identity))).contiguous().data<double>().ToArray();
    }

    // [B, identity], natural logarithms.
    private static Tensor LogProbabilities(DenseLayer[] layers, double[][] rows)
    {
        using var scope = NewDisposeScope();
        return layers.Aggregate(GroupMadeModule.ToTensor(rows), (input, layer) => layer.Apply(input)).log_softmax(1).MoveToOuterDisposeScope();
    }
}
