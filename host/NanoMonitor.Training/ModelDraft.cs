using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Quantization;
using NanoMonitor.Training.Standardisation;

namespace NanoMonitor.Training;

/// <summary>A fitted and quantized model without thresholds.</summary>
internal sealed record ModelDraft(FeatureSpec Spec, Standardizer Standardizer, GroupMadeFit Fit, IReadOnlyList<ModeTable> Modes)
{
    /// <summary>Fits a model to runs.</summary>
    /// <exception cref="TrainingException">Its integers would not do.</exception>
    public static ModelDraft Of(FeatureSpec spec, IReadOnlyList<FeatureRun> runs, FitOptions options, IProgress<TrainingProgress>? progress)
    {
        short[][][] rows = [.. runs.Select(run => run.Windows.Select(window => window.Values).ToArray())];
        var standardizer = Standardizer.Fit([.. rows.SelectMany(run => run)]);
        var fit = GroupMadeFitter.Fit([.. rows.Select(run => standardizer.Apply(run))], DefaultOrder.Of(spec), options, progress);
        var modes = Quantizer.Quantize(fit.Module);
        OverflowProof.Require(modes);
        return new ModelDraft(spec, standardizer, fit, modes);
    }

    /// <summary>The bytes of its table.</summary>
    public byte[] ToTable(Thresholds thresholds, short[] goldenFeatures)
    {
        return WeightTableWriter.Write(new TableParameters(
            Spec, thresholds, Fit.Module.Order, Fit.Module.HiddenCount, Standardizer.Offset, Standardizer.Scale, Modes, goldenFeatures));
    }

    /// <summary>The score of a window without any deviation under the mode that gives the least, bits per feature.</summary>
    public double LeastScore()
    {
        return Modes.Min(mode => mode.LogSigma.Average(value => value / 256.0));
    }
}
