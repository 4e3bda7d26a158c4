using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Detectors;

/// <summary>The float model behind a weight table: modes, masked linear skip in closed form, a residual where it pays.</summary>
public sealed record GroupMadeKind() : DetectorKind("group-made")
{
    /// <summary>Inputs are clipped at this many standard deviations, as a node's are.</summary>
    internal const double ClipDeviations = (double)GroupMade.Clip / Standardisation.Standardizer.One;

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        if (train.Source is { } source)
        {
            var draft = ModelDraft.Of(source.Spec, source.Runs, new FitOptions(seed), null);
            return Of(draft.Fit.Module, 2 * train.FeatureCount, rows => draft.Integers.Standardizer.Apply([.. rows.Select(row => Array.ConvertAll(row, value => (short)value))]));
        }

        var scaler = new RowScaler(train.All, ClipDeviations);
        var fit = GroupMadeFitter.Fit([.. train.Runs.Select(scaler.Apply)], train.Order, new FitOptions(seed));
        return Of(fit.Module, scaler.Count, scaler.Apply);
    }

    /// <summary>A detector of a module on scaled rows.</summary>
    internal static FittedDetector Of(GroupMadeModule module, int scalerNumbers, Func<IReadOnlyList<double[]>, double[][]> scale)
    {
        int features = module.Order.FeatureAt.Length;
        long weights = Quantization.TableSize.MultiplyAdds(module.Order, module.ModeCount, module.HiddenCount);
        long biases = module.ModeCount * ((2L * features) + module.HiddenCount);
        return new FittedDetector(weights, scalerNumbers + weights + biases, rows => module.Score(scale(rows)));
    }
}
