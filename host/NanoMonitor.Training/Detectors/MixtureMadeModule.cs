using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Detectors;

/// <summary>
/// A masked autoencoder for distribution estimation over groups, whose outputs are C normal components for each feature given all earlier
/// groups: one rectified hidden layer, masks as in <see cref="GroupOrder"/>, float64. log σ is held within ±3 by 3·tanh(s/3).
/// </summary>
/// <remarks>Only operations of tensors are used; see <see cref="GroupMadeModule"/> for why.</remarks>
internal sealed class MixtureMadeModule : nn.Module<Tensor, Tensor>
{
    private const double HalfLog2Pi = 0.91893853320467274;
    private const double LogSigmaLimit = 3;
    private const int OutputsPerComponent = 3;

    private readonly Tensor featureAt;
    private readonly Tensor hiddenMask;
    private readonly Tensor headMask;
    private readonly Tensor half = tensor(0.5);
    private readonly Tensor halfLog2Pi = tensor(HalfLog2Pi);
    private readonly Tensor limit = tensor(LogSigmaLimit);
    private readonly Parameter hidden;
    private readonly Parameter hiddenBias;
    private readonly Parameter heads;
    private readonly Parameter headBias;
    private readonly int features;
    private readonly int components;

    /// <param name="order">Groups and order; two groups at least.</param>
    /// <param name="hiddenCount">H.</param>
    /// <param name="components">C.</param>
    /// <param name="random">Starts the weights; the components' means begin apart.</param>
    public MixtureMadeModule(GroupOrder order, int hiddenCount, int components, Random random)
        : base(nameof(MixtureMadeModule))
    {
        this.components = components;
        features = order.FeatureAt.Length;
        int[] hiddenReach = order.HiddenReach(hiddenCount);
        int[] outputReach = order.OutputReach(hiddenCount);
        int[] headReach = [.. Enumerable.Repeat(outputReach, OutputsPerComponent * components).SelectMany(reach => reach)];
        featureAt = tensor(Array.ConvertAll(order.FeatureAt, index => (long)index));
        hiddenMask = GroupMadeModule.PrefixMask(hiddenReach, features);
        headMask = GroupMadeModule.PrefixMask(headReach, hiddenCount);
        hidden = Uniform(random, hiddenCount, features, row => 1 / Math.Sqrt(hiddenReach[row]));
        hiddenBias = nn.Parameter(zeros(hiddenCount, dtype: float64));
        heads = nn.Parameter(zeros(headReach.Length, hiddenCount, dtype: float64));
        headBias = Uniform(random, 1, headReach.Length, _ => 1);
        MultiplyAdds = hiddenReach.Sum() + headReach.Sum();
        NumberCount = MultiplyAdds + hiddenCount + headReach.Length;
        RegisterComponents();
    }

    /// <summary>Multiplications with weights for one row.</summary>
    public long MultiplyAdds { get; }

    /// <summary>Learned numbers that count: weights that no mask hides, and biases.</summary>
    public long NumberCount { get; }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<Parameter> Trained => [hidden, hiddenBias, heads, headBias];

    /// <summary>Negative log-likelihoods, nats.</summary>
    /// <param name="input">[B, D]: standardised features in the feature spec's order.</param>
    /// <returns>[B, D], in model order.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input.index_select(1, featureAt);
        var units = hiddenBias.addmm(x, (hidden * hiddenMask).t(), 1, 1).relu();
        var parts = headBias.addmm(units, (heads * headMask).t(), 1, 1).reshape(-1, OutputsPerComponent, components, features).unbind(1);
        var logSigma = (parts[1] / limit).tanh() * limit;
        var deviation = (x.unsqueeze(1) - parts[0]) * (-logSigma).exp();
        var logDensity = parts[2].log_softmax(1) - logSigma - (deviation * deviation * half);
        return (halfLog2Pi - logDensity.logsumexp(1)).MoveToOuterDisposeScope();
    }

    /// <summary>Scores in nats per feature.</summary>
    /// <param name="rows">[n][feature]: standardised features.</param>
    public double[] Score(IReadOnlyList<double[]> rows)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        return forward(GroupMadeModule.ToTensor(rows)).mean([1]).data<double>().ToArray();
    }

    private static Parameter Uniform(Random random, int rows, int columns, Func<int, double> bound)
    {
        double[] values = [.. Enumerable.Range(0, rows * columns).Select(i => ((2 * random.NextDouble()) - 1) * bound(i / columns))];
        return nn.Parameter(tensor(values, rows == 1 ? [columns] : [rows, columns]));
    }
}
