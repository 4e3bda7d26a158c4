using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NanoMonitor.Training.Numerics;

/// <summary>Sums and products over spans, several numbers at a time; the order of summation, and so the last bits, depend on the processor.</summary>
internal static class FlatVectors
{
    private static readonly int Lanes = Vector<double>.Count;

    /// <summary>Σ aᵢ·bᵢ; both as long as <paramref name="a"/>.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double first = ref MemoryMarshal.GetReference(a);
        ref double second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Lanes; i += Lanes)
        {
            sums = Vector.FusedMultiplyAdd(Load(ref first, i), Load(ref second, i), sums);
        }

        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Σ (aᵢ − bᵢ)²; both as long as <paramref name="a"/>.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double first = ref MemoryMarshal.GetReference(a);
        ref double second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Lanes; i += Lanes)
        {
            var difference = Load(ref first, i) - Load(ref second, i);
            sums = Vector.FusedMultiplyAdd(difference, difference, sums);
        }

        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }

    /// <summary>target += factor·source; both as long as <paramref name="source"/>.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        ref double to = ref MemoryMarshal.GetReference(target[..source.Length]);
        ref double from = ref MemoryMarshal.GetReference(source);
        var factors = new Vector<double>(factor);
        int i = 0;
        for (; i <= source.Length - Lanes; i += Lanes)
        {
            Vector.FusedMultiplyAdd(factors, Load(ref from, i), Load(ref to, i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < source.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Load(ref double start, int index) => Vector.LoadUnsafe(ref start, (nuint)index);
}
