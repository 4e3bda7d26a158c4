using System.Numerics;

namespace NanoMonitor.Training.Numerics;

/// <summary>A matrix in one array, row after row, each row filled up with zeros to whole vectors.</summary>
/// <param name="count">Rows.</param>
/// <param name="columns">Columns.</param>
/// <typeparam name="T">double or float.</typeparam>
internal sealed class FlatRows<T>(int count, int columns)
    where T : struct
{
    /// <summary>Rows.</summary>
    public int Count { get; } = count;

    /// <summary>Columns, without the zeros.</summary>
    public int Columns { get; } = columns;

    /// <summary>Numbers from one row to the next.</summary>
    public int Stride { get; } = StrideOf(columns);

    /// <summary>All rows, [count · stride].</summary>
    public T[] Values { get; } = new T[count * StrideOf(columns)];

    /// <summary>One row with its zeros.</summary>
    public Span<T> this[int row] => Values.AsSpan(row * Stride, Stride);

    /// <summary>Some of the rows, copied.</summary>
    public FlatRows<T> Pick(ReadOnlySpan<int> rows)
    {
        var picked = new FlatRows<T>(rows.Length, Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            this[rows[i]].CopyTo(picked[i]);
        }

        return picked;
    }

    private static int StrideOf(int columns)
    {
        int lanes = Vector<T>.Count;
        return (columns + lanes - 1) / lanes * lanes;
    }
}
