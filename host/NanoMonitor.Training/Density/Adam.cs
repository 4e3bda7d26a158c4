using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Density;

/// <summary>
/// Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1, with its constants β₁ = 0.9, β₂ = 0.999,
/// ε = 10⁻⁸), of tensors only; see the remarks on <see cref="GroupMadeModule"/> for why TorchSharp's own is not used.
/// </summary>
internal sealed class Adam
{
    public const double Beta1 = 0.9;
    public const double Beta2 = 0.999;
    public const double Epsilon = 1e-8;
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly double learningRate;
    private readonly Tensor[] mean;
    private readonly Tensor[] square;
    private readonly Tensor meanWeight = tensor(1 - Beta1);
    private readonly Tensor squareWeight = tensor(1 - Beta2);
    private readonly Tensor minusEpsilon = tensor(-Epsilon);
    private int steps;

    /// <summary>An optimizer whose tensors belong to the dispose scope it is made in.</summary>
    public Adam(IReadOnlyList<Parameter> parameters, double learningRate)
    {
        this.parameters = parameters;
        this.learningRate = learningRate;
        mean = [.. parameters.Select(parameter => zeros(parameter.shape, dtype: float64))];
        square = [.. parameters.Select(parameter => zeros(parameter.shape, dtype: float64))];
    }

    /// <summary>One step down the gradient of a loss.</summary>
    public void Step(Tensor loss)
    {
        using var inner = NewDisposeScope();
        var gradients = autograd.grad([loss], [.. parameters]);
        using var unrecorded = no_grad();
        steps++;
        var rate = tensor(learningRate / (1 - Math.Pow(Beta1, steps)));
        var correction = tensor(Math.Sqrt(1 - Math.Pow(Beta2, steps)));
        for (int i = 0; i < gradients.Count; i++)
        {
            mean[i].lerp_(gradients[i], meanWeight);
            square[i].lerp_(gradients[i] * gradients[i], squareWeight);
            parameters[i].sub_(mean[i] * rate / ((square[i].sqrt() / correction) - minusEpsilon));
        }
    }
}
