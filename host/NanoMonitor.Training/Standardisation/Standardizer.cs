using NanoMonitor.Core.Model;

namespace NanoMonitor.Training.Standardisation;

/// <summary>
/// The node's standardiser: x = clip(((feature − offset)·scale + 512) >> 10, ±2048), Q8, so that 256 is one standard deviation of training.
/// Float models see exactly these integers over 256: the standardiser costs no accuracy.
/// </summary>
/// <param name="Offset">By feature: the training mean, rounded.</param>
/// <param name="Scale">By feature: 2¹⁸ / standard deviation, rounded, 1 … 32767.</param>
public sealed record Standardizer(short[] Offset, short[] Scale)
{
    /// <summary>x of one training standard deviation.</summary>
    public const int One = 256;

    /// <summary>The standardiser of a training set; standard deviations with divisor n.</summary>
    /// <param name="rows">[n][feature], at least one row.</param>
    public static Standardizer Fit(IReadOnlyList<short[]> rows)
    {
        int features = rows[0].Length;
        var offset = new short[features];
        var scale = new short[features];
        double[] mean = new double[features];
        foreach (short[] row in rows)
        {
            for (int i = 0; i < features; i++)
            {
                mean[i] += row[i];
            }
        }

        for (int i = 0; i < features; i++)
        {
            mean[i] /= rows.Count;
        }

        double[] squares = new double[features];
        foreach (short[] row in rows)
        {
            for (int i = 0; i < features; i++)
            {
                squares[i] += (row[i] - mean[i]) * (row[i] - mean[i]);
            }
        }

        for (int i = 0; i < features; i++)
        {
            double deviation = Math.Sqrt(squares[i] / rows.Count);
            offset[i] = (short)Math.Round(mean[i]);
            scale[i] = (short)Math.Clamp(Math.Round(One * (1 << GroupMade.StandardiserShift) / deviation), 1, short.MaxValue);
        }

        return new Standardizer(offset, scale);
    }

    /// <summary>x of one row, Q8.</summary>
    public short[] Apply(short[] row)
    {
        var x = new short[row.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int scaled = (((row[i] - Offset[i]) * Scale[i]) + (1 << (GroupMade.StandardiserShift - 1))) >> GroupMade.StandardiserShift;
            x[i] = (short)Math.Clamp(scaled, -GroupMade.Clip, GroupMade.Clip);
        }

        return x;
    }

    /// <summary>x of all rows in standard deviations.</summary>
    public double[][] Apply(IReadOnlyList<short[]> rows)
    {
        return [.. rows.Select(row => Array.ConvertAll(Apply(row), value => value / (double)One))];
    }
}
