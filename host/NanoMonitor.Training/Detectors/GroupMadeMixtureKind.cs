using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Detectors;

/// <summary>
/// Group MADE whose conditionals are mixtures of normal densities, as in Giri et al. (DCASE 2020 workshop): <see cref="MixtureMadeModule"/>
/// with 2 to 5 components, as many as held-out rows like best.
/// </summary>
public sealed record GroupMadeMixtureKind() : DetectorKind("group-made-mixture")
{
    private const int LeastComponents = 2;
    private const int MostComponents = 5;
    private const int HiddenCount = 48;
    private const int MaxEpochs = 200;
    private const int PatienceEpochs = 20;
    private const double LearningRate = 2e-3;

    /// <inheritdoc/>
    public override string? Refusal(TrainingRows train) => train.Order.GroupSizes.Length > 1 ? null : "the features are a single group";

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        TorchRuntime.Prepare();
        var scaler = new RowScaler(train.All, GroupMadeKind.ClipDeviations);
        double[][][] runs = [.. train.Runs.Select(scaler.Apply)];
        double[][] all = [.. runs.SelectMany(run => run)];
        var (fitted, heldOut) = HeldOutBlocks.Divide(runs);
        var (components, epochs) = fitted.Length == 0 || heldOut.Length == 0
            ? (LeastComponents, MaxEpochs)
            : Choose(fitted, heldOut, train.Order, seed);
        var module = new MixtureMadeModule(train.Order, HiddenCount, components, new Random(seed));
        Train(module, all, epochs, seed, _ => true);
        return new FittedDetector(module.MultiplyAdds, module.NumberCount + scaler.Count, rows => module.Score(scaler.Apply(rows)));
    }

    private static (int Components, int Epochs) Choose(double[][] fitted, double[][] heldOut, GroupOrder order, int seed)
    {
        var best = (Components: LeastComponents, Epochs: 1, Nats: double.PositiveInfinity);
        for (int components = LeastComponents; components <= MostComponents; components++)
        {
            using var module = new MixtureMadeModule(order, HiddenCount, components, new Random(seed));
            var own = (Epochs: 1, Nats: double.PositiveInfinity);
            Train(module, fitted, MaxEpochs, seed, epoch =>
            {
                double nats = module.Score(heldOut).Average();
                own = nats < own.Nats ? (epoch, nats) : own;
                return epoch - own.Epochs < PatienceEpochs;
            });
            best = own.Nats < best.Nats ? (components, own.Epochs, own.Nats) : best;
        }

        return (best.Components, best.Epochs);
    }

    private static void Train(MixtureMadeModule module, double[][] rows, int epochs, int seed, Func<int, bool> continues)
    {
        using var x = GroupMadeModule.ToTensor(rows);
        MiniBatches.Descend(rows.Length, module.Trained, LearningRate, epochs, new Random(seed), chosen => module.forward(x.index_select(0, chosen)).mean(), continues);
    }
}
