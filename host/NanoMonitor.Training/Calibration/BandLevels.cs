using NanoMonitor.Core.Model;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Calibration;

/// <summary>How much the bands of a healthy machine differ from time to time, as <see cref="DriftWatch"/> sees them.</summary>
public static class BandLevels
{
    private const int Blocks = 10;

    /// <summary>The most by which the median of a band over a tenth of the windows differs from its median over all, less its mode's level.</summary>
    /// <param name="runs">Training runs.</param>
    /// <param name="table">The table of them; its thresholds do not count.</param>
    /// <returns>1/256 octave.</returns>
    public static int SpreadOf(IReadOnlyList<FeatureRun> runs, WeightTable table)
    {
        var model = new GroupMade(table);
        short[][] levels = [.. Enumerable.Range(0, table.ModeCount).Select(mode => ModeLevels.Of(table, mode))];
        int[][] deviations = [.. runs.SelectMany(run => run.Windows).Select(window =>
        {
            model.Evaluate(window.Values);
            return window.Values.Zip(levels[model.Mode], (value, level) => value - level).ToArray();
        })];
        int perBlock = (deviations.Length + Blocks - 1) / Blocks;
        var spec = table.Spec;
        int largest = 0;
        for (int feature = 0; feature < spec.AxisCount * spec.FeaturesPerAxis; feature++)
        {
            if (feature % spec.FeaturesPerAxis < spec.BandCount)
            {
                int[] column = Array.ConvertAll(deviations, row => row[feature]);
                int[] medians = [.. column.Chunk(perBlock).Select(Median)];
                int all = Median(column);
                largest = Math.Max(largest, medians.Max(median => Math.Abs(median - all)));
            }
        }

        return largest;
    }

    // Sorts the values.
    private static int Median(int[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
