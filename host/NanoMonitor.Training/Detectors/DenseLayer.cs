using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Detectors;

/// <summary>A fully connected layer in float64, rectified unless it is the last of its network.</summary>
/// <remarks>Only operations of tensors are used; see <see cref="Density.GroupMadeModule"/> for why.</remarks>
internal sealed class DenseLayer
{
    private readonly Parameter weights;
    private readonly Parameter bias;
    private readonly bool last;

    private DenseLayer(int inputs, int outputs, bool last, Random random)
    {
        this.last = last;
        // He et al. 2015 for rectified layers, as a uniform density.
        double bound = Math.Sqrt(6.0 / inputs);
        double[] start = [.. Enumerable.Range(0, inputs * outputs).Select(_ => ((2 * random.NextDouble()) - 1) * bound)];
        weights = nn.Parameter(tensor(start, inputs, outputs));
        bias = nn.Parameter(zeros(outputs, dtype: float64));
    }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<Parameter> Trained => [weights, bias];

    /// <summary>The layers of a network.</summary>
    /// <param name="widths">Inputs, then the units of each layer.</param>
    /// <param name="random">Starts the weights.</param>
    public static DenseLayer[] Stack(int[] widths, Random random)
    {
        return [.. widths.Skip(1).Select((width, i) => new DenseLayer(widths[i], width, i == widths.Length - 2, random))];
    }

    /// <summary>Weights of such a network, without biases.</summary>
    public static long WeightCount(int[] widths) => widths.Skip(1).Select((width, i) => (long)width * widths[i]).Sum();

    /// <summary>From [B, inputs] to [B, outputs].</summary>
    public Tensor Apply(Tensor input)
    {
        var output = bias.addmm(input, weights, 1, 1);
        return last ? output : output.relu();
    }
}
