using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Quantization;
using NanoMonitor.Training.Standardisation;

namespace NanoMonitor.Training;

/// <summary>A fitted and quantized model without thresholds.</summary>
/// <param name="Fit">The float model.</param>
/// <param name="Integers">What a table holds of it.</param>
internal sealed record ModelDraft(GroupMadeFit Fit, IntegerModel Integers)
{
    /// <summary>Fits a model to runs.</summary>
    /// <exception cref="TrainingException">Its integers would not do.</exception>
    public static ModelDraft Of(FeatureSpec spec, IReadOnlyList<FeatureRun> runs, FitOptions options, IProgress<TrainingProgress>? progress)
    {
        short[][][] rows = [.. runs.Select(run => run.Windows.Select(window => window.Values).ToArray())];
        var standardizer = Standardizer.Fit([.. rows.SelectMany(run => run)]);
        var fit = GroupMadeFitter.Fit([.. rows.Select(run => standardizer.Apply(run))], DefaultOrder.Of(spec), options, progress);
        return Of(spec, standardizer, fit);
    }

    /// <summary>Quantizes a fitted model.</summary>
    /// <exception cref="TrainingException">Its integers would not do.</exception>
    public static ModelDraft Of(FeatureSpec spec, Standardizer standardizer, GroupMadeFit fit)
    {
        return new ModelDraft(fit, IntegerModel.Of(spec, standardizer, fit.Module.Order, fit.Module.HiddenCount, Quantizer.Quantize(fit.Module)));
    }
}
