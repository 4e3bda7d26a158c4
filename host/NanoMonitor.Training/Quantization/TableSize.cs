using NanoMonitor.Core.Model;

namespace NanoMonitor.Training.Quantization;

/// <summary>What a weight table takes, from the layout that <see cref="WeightTable"/> documents.</summary>
public static class TableSize
{
    // Header, thresholds, golden score and CRC32.
    private const int FixedBytes = 44 + 52 + 8;
    private const int BytesPerRow = 3;

    /// <summary>Length of the table in bytes.</summary>
    /// <param name="order">Groups and order, stored unless it is the features' own.</param>
    /// <param name="modes">Number of modes.</param>
    /// <param name="hiddenCount">Hidden units of each mode; 0 for no residual.</param>
    public static int Of(GroupOrder order, int modes, int hiddenCount)
    {
        int features = order.FeatureAt.Length;
        bool natural = order.FeatureAt.Select((feature, position) => feature == position).All(same => same);
        int shared = FixedBytes + order.GroupSizes.Length + (natural ? 0 : features) + (6 * features);
        return shared + (modes * (1 + (4 * features) + LayersOf(order, hiddenCount).Sum(layer => (BytesPerRow * layer.Reach.Length) + layer.Weights.Length) + (2 * hiddenCount)));
    }

    /// <summary>Multiplications with weights for one window.</summary>
    public static int MultiplyAdds(GroupOrder order, int modes, int hiddenCount)
    {
        return modes * LayersOf(order, hiddenCount).Sum(layer => layer.Weights.Length);
    }

    /// <summary>The most hidden units, up to a wish, with which the table is not longer than a node takes.</summary>
    /// <exception cref="TrainingException">Not one fits.</exception>
    public static int LargestHiddenCount(GroupOrder order, int modes, int wish)
    {
        int hidden = wish;
        while (hidden > 0 && Of(order, modes, hidden) > WeightTable.MaxLength)
        {
            hidden--;
        }

        return hidden > 0 ? hidden : throw new TrainingException($"{modes} modes of {order.FeatureAt.Length} features leave no room for a residual network in {WeightTable.MaxLength} bytes; train with --residual never.");
    }

    private static PrefixLayer[] LayersOf(GroupOrder order, int hiddenCount)
    {
        var mode = new ModeTable(order, hiddenCount);
        return mode.HasResidual ? [mode.Skip, mode.Hidden, mode.MeanHead, mode.LogSigmaHead] : [mode.Skip];
    }
}
