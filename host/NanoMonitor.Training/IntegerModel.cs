using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Quantization;
using NanoMonitor.Training.Standardisation;

namespace NanoMonitor.Training;

/// <summary>What a weight table holds of a model, without thresholds.</summary>
internal sealed record IntegerModel(FeatureSpec Spec, Standardizer Standardizer, GroupOrder Order, int HiddenCount, IReadOnlyList<ModeTable> Modes)
{
    /// <summary>A model whose arithmetic is proven to keep within its integers.</summary>
    /// <exception cref="TrainingException">It would not.</exception>
    public static IntegerModel Of(FeatureSpec spec, Standardizer standardizer, GroupOrder order, int hiddenCount, IReadOnlyList<ModeTable> modes)
    {
        OverflowProof.Require(modes);
        return new IntegerModel(spec, standardizer, order, hiddenCount, modes);
    }

    /// <summary>The bytes of its table.</summary>
    public byte[] ToTable(Thresholds thresholds, short[] goldenFeatures)
    {
        return WeightTableWriter.Write(new TableParameters(
            Spec, thresholds, Order, HiddenCount, Standardizer.Offset, Standardizer.Scale, Modes, goldenFeatures));
    }

    /// <summary>The score of a window without any deviation under the mode that gives the least, bits per feature.</summary>
    public double LeastScore()
    {
        return Modes.Min(mode => mode.LogSigma.Average(value => value / 256.0));
    }
}
