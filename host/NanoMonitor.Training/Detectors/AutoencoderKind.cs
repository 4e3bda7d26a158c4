using NanoMonitor.Training.Density;
using TorchSharp;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Detectors;

/// <summary>
/// A dense autoencoder of the shape of MLPerf Tiny's anomaly detection (Banbury et al. 2021: equal rectified layers around a bottleneck
/// of 8), D–h–h–8–h–h–D, with h such that it multiplies about as often as four Group MADE modes do. Score: mean squared error.
/// </summary>
public sealed record AutoencoderKind() : DetectorKind("autoencoder")
{
    private const int Bottleneck = 8;
    private const int Modes = 4;
    private const int Epochs = 100;
    private const double LearningRate = 1e-3;

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        TorchRuntime.Prepare();
        var scaler = new RowScaler(train.All, GroupMadeKind.ClipDeviations);
        var random = new Random(seed);
        int[] widths = WidthsFor(train.FeatureCount);
        DenseLayer[] layers = DenseLayer.Stack(widths, random);
        using var x = GroupMadeModule.ToTensor(scaler.Apply(train.All));
        MiniBatches.Descend(
            train.All.Length, [.. layers.SelectMany(layer => layer.Trained)], LearningRate, Epochs, random, chosen => Errors(layers, x.index_select(0, chosen)).mean(), _ => true);
        long weights = DenseLayer.WeightCount(widths);
        return new FittedDetector(weights, weights + widths.Skip(1).Sum() + scaler.Count, rows => Score(layers, scaler.Apply(rows)));
    }

    private static double[] Score(DenseLayer[] layers, double[][] rows)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        return Errors(layers, GroupMadeModule.ToTensor(rows)).data<double>().ToArray();
    }

    // Mean squared error of each row, [B].
    private static Tensor Errors(DenseLayer[] layers, Tensor x)
    {
        using var scope = NewDisposeScope();
        var difference = layers.Aggregate(x, (input, layer) => layer.Apply(input)) - x;
        return (difference * difference).mean([1]).MoveToOuterDisposeScope();
    }

    private static int[] WidthsFor(int features)
    {
        long budget = (long)Modes * features * (features - 1) / 2;
        int hidden = Bottleneck;
        while (DenseLayer.WeightCount(Shape(features, hidden + 1)) <= budget)
        {
            hidden++;
        }

        return Shape(features, hidden);
    }

    private static int[] Shape(int features, int hidden) => [features, hidden, hidden, Bottleneck, hidden, hidden, features];
}
