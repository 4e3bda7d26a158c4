using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using TorchSharp;

namespace NanoMonitor.Training.Quantization;

/// <summary>
/// From a fitted model to the integers of a weight table: weights int8, symmetric, one scale a row; biases of the means Q11; log2 σ Q8,
/// clamped to ±8; hidden units Q8. All rounded to nearest.
/// </summary>
public static class Quantizer
{
    private const double MeanOne = 2048;
    private const double ActivationOne = 256;

    /// <summary>The modes of a module as a table holds them.</summary>
    /// <exception cref="TrainingException">A bias does not fit its integer, or a weight is too large.</exception>
    public static IReadOnlyList<ModeTable> Quantize(GroupMadeModule module)
    {
        return [.. Enumerable.Range(0, module.ModeCount).Select(mode => Quantize(module, mode))];
    }

    /// <summary>A mode without residual as a table holds it.</summary>
    /// <exception cref="TrainingException">A bias does not fit its integer, or a weight is too large.</exception>
    public static ModeTable Quantize(GroupOrder order, LinearMode mode)
    {
        var table = new ModeTable(order, 0);
        FillLinear(table, mode);
        return table;
    }

    private static ModeTable Quantize(GroupMadeModule module, int mode)
    {
        var table = new ModeTable(module.Order, module.HiddenCount);
        FillLinear(table, new LinearMode(Values(module.Skip, mode), Values(module.Bias, mode), Values(module.LogSigma, mode)));
        int features = table.Bias.Length;
        if (table.HasResidual)
        {
            FillBias(table.HiddenBias, Values(module.HiddenBias, mode), ActivationOne, "hidden bias");
            FillLayer(table.Hidden, Values(module.Hidden, mode), features, 1);
            double[] heads = Values(module.Heads, mode);
            FillLayer(table.MeanHead, heads[..(heads.Length / 2)], module.HiddenCount, MeanOne / ActivationOne);
            FillLayer(table.LogSigmaHead, heads[(heads.Length / 2)..], module.HiddenCount, 1);
        }

        return table;
    }

    private static void FillLinear(ModeTable table, LinearMode mode)
    {
        FillBias(table.Bias, mode.Bias, MeanOne, "bias");
        for (int i = 0; i < mode.LogSigma.Length; i++)
        {
            table.LogSigma[i] = (short)Math.Clamp(Math.Round(mode.LogSigma[i] * ActivationOne), -GroupMade.LogSigmaLimit, GroupMade.LogSigmaLimit);
        }

        FillLayer(table.Skip, mode.Skip, mode.Bias.Length, MeanOne / ActivationOne);
    }

    private static double[] Values(torch.Tensor parameter, int mode)
    {
        using var scope = torch.NewDisposeScope();
        return parameter[mode].detach().contiguous().data<double>().ToArray();
    }

    private static void FillBias(short[] target, double[] values, double one, string what)
    {
        for (int i = 0; i < target.Length; i++)
        {
            double rounded = Math.Round(values[i] * one);
            if (!(Math.Abs(rounded) <= short.MaxValue))
            {
                throw new TrainingException($"The {what} of position {i} is {values[i]:G4}, which its 16 bits do not hold; some features are all but functions of others. Train on more windows.");
            }

            target[i] = (short)rounded;
        }
    }

    // gain: what one in the output's fixed point is to one in the input's.
    private static void FillLayer(PrefixLayer layer, double[] weights, int columns, double gain)
    {
        for (int row = 0; row < layer.Reach.Length; row++)
        {
            var values = weights.AsSpan(row * columns, layer.Reach[row]);
            double largest = 0;
            foreach (double value in values)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            double step = largest / sbyte.MaxValue;
            (layer.Multiplier[row], layer.Shift[row]) = Requantizer(step * gain);
            for (int i = 0; i < values.Length && layer.Multiplier[row] > 0; i++)
            {
                layer.Weights[layer.Start[row] + i] = (sbyte)Math.Round(values[i] / step);
            }
        }
    }

    // factor ≈ multiplier / 2^shift with a multiplier of 15 bits; 0 where nothing would remain.
    private static (short Multiplier, byte Shift) Requantizer(double factor)
    {
        int shift = factor > 0 ? 14 - (int)Math.Floor(Math.Log2(factor)) : int.MaxValue;
        if (shift > 62)
        {
            return (0, 1);
        }

        double multiplier = Math.Round(Math.ScaleB(factor, shift));
        if (multiplier > short.MaxValue)
        {
            multiplier = Math.Round(Math.ScaleB(factor, --shift));
        }

        return shift >= 1
            ? ((short)multiplier, (byte)shift)
            : throw new TrainingException($"A weight of {factor * sbyte.MaxValue:G4} is too large for the table; some features are all but functions of others. Train on more windows.");
    }
}
