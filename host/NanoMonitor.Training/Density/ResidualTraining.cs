using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Density;

/// <summary>
/// Trains the residual of a module by <see cref="Adam"/> on the negative log-likelihood of each window under its own mode; the
/// closed-form part stays as it is. The same seed gives the same parameters.
/// </summary>
internal static class ResidualTraining
{
    public const int MaxEpochs = 200;
    public const int PatienceEpochs = 20;
    public const double LearningRate = 5e-4;
    public const double NatsPerBit = 0.69314718055994531;

    /// <summary>Trains until the held-out windows have not gained for a while.</summary>
    /// <returns>How many nats a feature the held-out score fell at best, and the epochs that took; 0 and 0 where it never fell.</returns>
    public static (double Gain, int Epochs) TrainAgainst(
        GroupMadeModule module, double[][] x, int[] assignment, double[][] heldOut, int seed, IProgress<TrainingProgress>? progress, double learningRate = LearningRate)
    {
        double start = module.Score(heldOut).Average() * NatsPerBit;
        double best = start;
        int bestEpoch = 0;
        Train(module, x, assignment, MaxEpochs, seed, epoch =>
        {
            double nats = module.Score(heldOut).Average() * NatsPerBit;
            progress?.Report(new TrainingProgress("Trying a residual network", epoch, MaxEpochs, nats));
            if (nats < best)
            {
                (best, bestEpoch) = (nats, epoch);
            }

            return epoch - bestEpoch < PatienceEpochs;
        }, learningRate);
        return (start - best, bestEpoch);
    }

    /// <summary>Trains for a number of epochs.</summary>
    /// <param name="module">Its residual is started anew.</param>
    /// <param name="x">[n][feature], standardised.</param>
    /// <param name="assignment">The mode of each window.</param>
    /// <param name="epochs">Most passes through the windows.</param>
    /// <param name="seed">Seed of the start and of the order of windows.</param>
    /// <param name="continues">Called after each epoch with its number from 1; false ends the training.</param>
    /// <param name="learningRate">Adam's.</param>
    public static void Train(
        GroupMadeModule module, double[][] x, int[] assignment, int epochs, int seed, Func<int, bool> continues, double learningRate = LearningRate)
    {
        using var scope = NewDisposeScope();
        var random = new Random(seed);
        Start(module, random);
        var (rows, linear) = Constants(module, x);
        var own = nn.functional.one_hot(tensor(Array.ConvertAll(assignment, mode => (long)mode)), module.ModeCount).to(float64).t().unsqueeze(2);
        Tensor Loss(Tensor chosen)
        {
            var inputs = rows.index_select(1, chosen);
            var nll = module.Likelihood(inputs, module.Complete(inputs, linear.index_select(1, chosen)));
            return (nll * own.index_select(1, chosen)).sum() * tensor(NatsPerBit / (chosen.shape[0] * x[0].Length));
        }

        MiniBatches.Descend(x.Length, module.ResidualParameters, learningRate, epochs, random, Loss, continues);
    }

    // The inputs in model order and what the closed-form part makes of them: they do not change.
    private static (Tensor Rows, Tensor Linear) Constants(GroupMadeModule module, double[][] x)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var rows = module.InOrder(GroupMadeModule.ToTensor(x)).contiguous();
        return (rows.MoveToOuterDisposeScope(), module.LinearPart(rows).MoveToOuterDisposeScope());
    }

    // Hidden weights uniform within ±1/√inputs, as is usual; the heads at zero.
    private static void Start(GroupMadeModule module, Random random)
    {
        using var unrecorded = no_grad();
        int[] reach = module.Order.HiddenReach(module.HiddenCount);
        int features = module.Order.FeatureAt.Length;
        double[] weights = new double[module.ModeCount * reach.Length * features];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = ((2 * random.NextDouble()) - 1) / Math.Sqrt(reach[i / features % reach.Length]);
        }

        using var start = tensor(weights, module.Hidden.shape);
        module.Hidden.copy_(start);
        module.HiddenBias.zero_();
        module.Heads.zero_();
    }
}
