using NanoMonitor.Core.Model;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Density;

/// <summary>
/// A mixture of Group MADE modes as one module, in float64. In model order, each mode has the conditional means
/// μ_i = b_i + Σ_{j&lt;i} S_ij x_j + residual_i and log2 σ_i = c_i + s_i, where residual and s are heads of one masked network with one
/// rectified hidden layer, autoregressive over groups (masks: <see cref="GroupOrder"/>). The heads start at zero, so that the residual
/// has no effect before training.
/// </summary>
/// <remarks>
/// Only operations whose arguments are tensors are used, here and in training: TorchSharp 0.107 does not keep its <c>Scalar</c> objects
/// alive during native calls, so a garbage collection may free one that is being read, and even a + b passes one. Hence baddbmm (a·b + c),
/// and a − (−b).
/// </remarks>
public sealed class GroupMadeModule : nn.Module<Tensor, Tensor>
{
    // ½·log2 e: half a squared deviation in bits.
    private const double HalfLog2E = 0.72134752044448170;

    private readonly Tensor featureAt;
    private readonly Tensor skipMask;
    private readonly Tensor hiddenMask;
    private readonly Tensor headMask;
    private readonly Tensor minusHalfLog2E;
    private readonly Parameter skip;
    private readonly Parameter bias;
    private readonly Parameter logSigma;
    private readonly Parameter hidden;
    private readonly Parameter hiddenBias;
    private readonly Parameter heads;

    /// <summary>A module whose parameters are all zero.</summary>
    /// <param name="order">Groups and order.</param>
    /// <param name="modeCount">K.</param>
    /// <param name="hiddenCount">H, hidden units of each mode; 0 for no residual; taken as 0 where there is only one group.</param>
    public GroupMadeModule(GroupOrder order, int modeCount, int hiddenCount)
        : base(nameof(GroupMadeModule))
    {
        Order = order;
        ModeCount = modeCount;
        HiddenCount = order.GroupSizes.Length > 1 ? hiddenCount : 0;
        int features = order.FeatureAt.Length;
        int[] outputReach = HiddenCount > 0 ? order.OutputReach(HiddenCount) : new int[features];
        featureAt = tensor(Array.ConvertAll(order.FeatureAt, index => (long)index));
        skipMask = PrefixMask([.. Enumerable.Range(0, features)], features);
        hiddenMask = PrefixMask(HiddenCount > 0 ? order.HiddenReach(HiddenCount) : [], features);
        headMask = PrefixMask([.. outputReach, .. outputReach], HiddenCount);
        minusHalfLog2E = tensor(-HalfLog2E);
        skip = Zeros(modeCount, features, features);
        bias = Zeros(modeCount, features);
        logSigma = Zeros(modeCount, features);
        hidden = Zeros(modeCount, HiddenCount, features);
        hiddenBias = Zeros(modeCount, HiddenCount);
        heads = Zeros(modeCount, 2 * features, HiddenCount);
        RegisterComponents();
    }

    /// <summary>Groups and order of the features.</summary>
    public GroupOrder Order { get; }

    /// <summary>K.</summary>
    public int ModeCount { get; }

    /// <summary>H; 0 without a residual.</summary>
    public int HiddenCount { get; }

    /// <summary>S, [K, D, D]; only what lies below the diagonal counts.</summary>
    public Parameter Skip => skip;

    /// <summary>b, [K, D].</summary>
    public Parameter Bias => bias;

    /// <summary>c, [K, D].</summary>
    public Parameter LogSigma => logSigma;

    /// <summary>Inputs to hidden units, [K, H, D]; units sorted by degree.</summary>
    public Parameter Hidden => hidden;

    /// <summary>[K, H].</summary>
    public Parameter HiddenBias => hiddenBias;

    /// <summary>Hidden units to the residual of the means (rows 0 … D − 1) and to s (rows D … 2D − 1), [K, 2D, H].</summary>
    public Parameter Heads => heads;

    /// <summary>The parameters of the residual, which gradient descent trains.</summary>
    public IReadOnlyList<Parameter> ResidualParameters => [hidden, hiddenBias, heads];

    /// <summary>Negative log-likelihoods in bits, without the constant ½·log2 2π.</summary>
    /// <param name="input">[B, D]: standardised features in the feature spec's order.</param>
    /// <returns>[K, B, D]: of each feature, in model order, under each mode.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = InOrder(input);
        return Likelihood(x, Complete(x, LinearPart(x))).MoveToOuterDisposeScope();
    }

    /// <summary>The inputs in model order, one copy a mode.</summary>
    /// <param name="input">[B, D]: standardised features in the feature spec's order.</param>
    /// <returns>[K, B, D], a view.</returns>
    public Tensor InOrder(Tensor input)
    {
        using var scope = NewDisposeScope();
        return input.index_select(1, featureAt).unsqueeze(0).expand(ModeCount, -1, -1).MoveToOuterDisposeScope();
    }

    /// <summary>What the closed-form part gives: conditional means b + S·x, then log2 σ = c.</summary>
    /// <param name="x">[K, B, D] in model order.</param>
    /// <returns>[K, B, 2D].</returns>
    public Tensor LinearPart(Tensor x)
    {
        using var scope = NewDisposeScope();
        var mean = x.baddbmm((skip * skipMask).transpose(1, 2), bias.unsqueeze(1), 1, 1);
        return cat([mean, logSigma.unsqueeze(1).expand_as(mean)], 2).MoveToOuterDisposeScope();
    }

    /// <summary>Conditional means and log2 σ with what the network adds to them.</summary>
    /// <param name="x">[K, B, D] in model order.</param>
    /// <param name="linear">[K, B, 2D]: <see cref="LinearPart"/> of it.</param>
    /// <returns>[K, B, 2D].</returns>
    public Tensor Complete(Tensor x, Tensor linear)
    {
        if (HiddenCount == 0)
        {
            return linear;
        }

        using var scope = NewDisposeScope();
        var units = x.baddbmm((hidden * hiddenMask).transpose(1, 2), hiddenBias.unsqueeze(1), 1, 1).relu();
        return units.baddbmm((heads * headMask).transpose(1, 2), linear, 1, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Negative log-likelihoods in bits, [K, B, D], under conditional means and log2 σ.</summary>
    /// <param name="x">[K, B, D] in model order.</param>
    /// <param name="conditionals">[K, B, 2D]: <see cref="Complete"/> of it.</param>
    public Tensor Likelihood(Tensor x, Tensor conditionals)
    {
        using var scope = NewDisposeScope();
        var parts = conditionals.chunk(2, 2);
        var deviation = (x - parts[0]) * (-parts[1]).exp2();
        return (parts[1] - (deviation * deviation * minusHalfLog2E)).MoveToOuterDisposeScope();
    }

    /// <summary>Scores in bits per feature: the minimum over the modes of the mean over the features.</summary>
    /// <param name="rows">[n][feature]: standardised features.</param>
    public double[] Score(IReadOnlyList<double[]> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        return forward(ToTensor(rows)).mean([2]).amin(0).data<double>().ToArray();
    }

    /// <summary>Rows as a tensor [n, D].</summary>
    public static Tensor ToTensor(IReadOnlyList<double[]> rows)
    {
        return tensor(rows.SelectMany(row => row).ToArray(), rows.Count, rows[0].Length);
    }

    /// <summary>The first <c>reach[r]</c> of each row's columns: 1, others 0.</summary>
    internal static Tensor PrefixMask(int[] reach, int columns)
    {
        double[] mask = [.. reach.SelectMany(length => Enumerable.Range(0, columns).Select(column => column < length ? 1.0 : 0.0))];
        return tensor(mask, reach.Length, columns);
    }

    private static Parameter Zeros(params long[] shape)
    {
        return nn.Parameter(zeros(shape, dtype: float64));
    }
}
