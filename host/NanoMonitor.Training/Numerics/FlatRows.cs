using System.Numerics;

namespace NanoMonitor.Training.Numerics;

/// <summary>A matrix in one array, row after row, each row filled up with zeros to whole vectors.</summary>
/// <param name="count">Rows.</param>
/// <param name="columns">Columns.</param>
internal sealed class FlatRows(int count, int columns)
{
    /// <summary>Rows.</summary>
    public int Count { get; } = count;

    /// <summary>Columns, without the zeros.</summary>
    public int Columns { get; } = columns;

    /// <summary>Numbers from one row to the next.</summary>
    public int Stride { get; } = StrideOf(columns);

    /// <summary>All rows, [count · stride].</summary>
    public double[] Values { get; } = new double[count * StrideOf(columns)];

    /// <summary>One row with its zeros.</summary>
    public Span<double> this[int row] => Values.AsSpan(row * Stride, Stride);

    /// <summary>Some of the rows, copied.</summary>
    public FlatRows Pick(ReadOnlySpan<int> rows)
    {
        var picked = new FlatRows(rows.Length, Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            this[rows[i]].CopyTo(picked[i]);
        }

        return picked;
    }

    private static int StrideOf(int columns)
    {
        int lanes = Vector<double>.Count;
        return (columns + lanes - 1) / lanes * lanes;
    }
}
