using NanoMonitor.Training.Density;
using TorchSharp;
using TorchSharp.Modules;
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
        Layer[] layers = [.. widths.Skip(1).Select((width, i) => new Layer(widths[i], width, i == widths.Length - 2, random))];
        using var x = GroupMadeModule.ToTensor(scaler.Apply(train.All));
        MiniBatches.Descend(
            train.All.Length, [.. layers.SelectMany(layer => layer.Trained)], LearningRate, Epochs, random, chosen => Errors(layers, x.index_select(0, chosen)).mean(), _ => true);
        long weights = Weights(widths);
        return new FittedDetector(weights, weights + widths.Skip(1).Sum() + scaler.Count, rows => Score(layers, scaler.Apply(rows)));
    }

    private static double[] Score(Layer[] layers, double[][] rows)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        return Errors(layers, GroupMadeModule.ToTensor(rows)).data<double>().ToArray();
    }

    // Mean squared error of each row, [B].
    private static Tensor Errors(Layer[] layers, Tensor x)
    {
        using var scope = NewDisposeScope();
        var difference = layers.Aggregate(x, (input, layer) => layer.Apply(input)) - x;
        return (difference * difference).mean([1]).MoveToOuterDisposeScope();
    }

    private static int[] WidthsFor(int features)
    {
        long budget = (long)Modes * features * (features - 1) / 2;
        int hidden = Bottleneck;
        while (Weights(Shape(features, hidden + 1)) <= budget)
        {
            hidden++;
        }

        return Shape(features, hidden);
    }

    private static int[] Shape(int features, int hidden) => [features, hidden, hidden, Bottleneck, hidden, hidden, features];

    private static long Weights(int[] widths) => widths.Skip(1).Select((width, i) => (long)width * widths[i]).Sum();

    private sealed class Layer
    {
        private readonly Parameter weights;
        private readonly Parameter bias;
        private readonly bool last;

        public Layer(int inputs, int outputs, bool last, Random random)
        {
            this.last = last;
            // He et al. 2015 for rectified layers, as a uniform density.
            double bound = Math.Sqrt(6.0 / inputs);
            double[] start = [.. Enumerable.Range(0, inputs * outputs).Select(_ => ((2 * random.NextDouble()) - 1) * bound)];
            weights = nn.Parameter(tensor(start, inputs, outputs));
            bias = nn.Parameter(zeros(outputs, dtype: float64));
        }

        public IReadOnlyList<Parameter> Trained => [weights, bias];

        public Tensor Apply(Tensor input)
        {
            var output = bias.addmm(input, weights, 1, 1);
            return last ? output : output.relu();
        }
    }
}
