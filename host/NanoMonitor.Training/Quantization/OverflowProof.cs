using NanoMonitor.Core.Model;

namespace NanoMonitor.Training.Quantization;

/// <summary>
/// Proves from a table's integers that evaluating it never leaves the range of <c>int</c> and <c>long</c>, whatever the features: the
/// standardiser clips every input to ±<see cref="GroupMade.Clip"/>, and each sum is bounded by the sum of its terms' magnitudes.
/// </summary>
public static class OverflowProof
{
    // Deviations (Q11) are squared and multiplied by up to 2^15 in a long.
    private const long DeviationLimit = 1L << 24;
    private const int HiddenLimit = short.MaxValue;

    /// <summary>Checks every row of every mode.</summary>
    /// <exception cref="TrainingException">A bound does not hold; the message names mode and position.</exception>
    public static void Require(IReadOnlyList<ModeTable> modes)
    {
        for (int mode = 0; mode < modes.Count; mode++)
        {
            Require(modes[mode], mode);
        }
    }

    private static void Require(ModeTable table, int mode)
    {
        for (int unit = 0; table.HasResidual && unit < table.HiddenBias.Length; unit++)
        {
            RequireBelow(Math.Abs((long)table.HiddenBias[unit]) + Bound(table.Hidden, unit, GroupMade.Clip, mode), int.MaxValue, mode, $"hidden unit {unit}");
        }

        for (int i = 0; i < table.Bias.Length; i++)
        {
            long mean = Math.Abs((long)table.Bias[i]) + Bound(table.Skip, i, GroupMade.Clip, mode);
            if (table.HasResidual)
            {
                mean += Bound(table.MeanHead, i, HiddenLimit, mode);
                RequireBelow(Math.Abs((long)table.LogSigma[i]) + Bound(table.LogSigmaHead, i, HiddenLimit, mode), int.MaxValue, mode, $"log2 sigma {i}");
            }

            RequireBelow((GroupMade.Clip << 3) + mean, DeviationLimit, mode, $"mean {i}");
        }
    }

    // The largest magnitude of a requantized row for inputs of at most the given magnitude.
    private static long Bound(PrefixLayer layer, int row, int inputLimit, int mode)
    {
        long magnitude = 0;
        for (int i = 0; i < layer.Reach[row]; i++)
        {
            magnitude += Math.Abs((int)layer.Weights[layer.Start[row] + i]);
        }

        long sum = magnitude * inputLimit;
        RequireBelow(sum, int.MaxValue, mode, $"sum of row {row}");
        return ((sum * layer.Multiplier[row]) >> layer.Shift[row]) + 1;
    }

    private static void RequireBelow(long bound, long limit, int mode, string what)
    {
        if (bound >= limit)
        {
            throw new TrainingException($"Mode {mode}, {what}: may reach {bound}, the node's arithmetic holds {limit}; some features are all but functions of others. Train on more windows.");
        }
    }
}
