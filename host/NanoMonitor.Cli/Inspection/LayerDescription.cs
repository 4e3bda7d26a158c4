using NanoMonitor.Core.Model;

namespace NanoMonitor.Cli.Inspection;

/// <summary>One quantized layer of one mode in figures.</summary>
/// <param name="Mode">Index of the mode.</param>
/// <param name="Name">What the layer computes.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Inputs">Inputs of the row that reads most.</param>
/// <param name="Weights">Stored int8 weights, which is multiplications for each window.</param>
/// <param name="ZeroWeights">Weights that are 0.</param>
/// <param name="ZeroRows">Rows that add nothing.</param>
/// <param name="SmallestShift">Least requantization shift of the other rows; 0 where there are none.</param>
/// <param name="LargestShift">Greatest requantization shift of the other rows; 0 where there are none.</param>
internal sealed record LayerDescription(
    int Mode, string Name, int Rows, int Inputs, int Weights, int ZeroWeights, int ZeroRows, int SmallestShift, int LargestShift)
{
    public static IEnumerable<LayerDescription> Of(WeightTable table)
    {
        for (int i = 0; i < table.ModeCount; i++)
        {
            ModeTable mode = table.Modes[i];
            yield return Of(i, "linear skip", mode.Skip);
            if (mode.HasResidual)
            {
                yield return Of(i, "residual hidden", mode.Hidden);
                yield return Of(i, "residual mean", mode.MeanHead);
                yield return Of(i, "residual log2 sigma", mode.LogSigmaHead);
            }
        }
    }

    private static LayerDescription Of(int mode, string name, PrefixLayer layer)
    {
        int[] shifts = [.. layer.Shift.Where((_, row) => layer.Multiplier[row] != 0).Select(shift => (int)shift)];
        return new LayerDescription(
            mode,
            name,
            layer.Reach.Length,
            layer.Reach.DefaultIfEmpty().Max(),
            layer.Weights.Length,
            layer.Weights.Count(weight => weight == 0),
            layer.Multiplier.Count(multiplier => multiplier == 0),
            shifts.DefaultIfEmpty().Min(),
            shifts.DefaultIfEmpty().Max());
    }
}
