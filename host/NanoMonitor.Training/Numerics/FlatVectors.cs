using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NanoMonitor.Training.Numerics;

/// <summary>Sums and products over spans, several numbers at a time; the order of summation, and so the last bits, depend on the processor.</summary>
internal static class FlatVectors
{
    /// <summary>Σ aᵢ·bᵢ; both as long as <paramref name="a"/>.</summary>
    public static T Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : struct, INumber<T>
    {
        ref T first = ref MemoryMarshal.GetReference(a);
        ref T second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var sums = Vector<T>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            sums += Load(ref first, i) * Load(ref second, i);
        }

        T sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Σ (aᵢ − bᵢ)²; both as long as <paramref name="a"/>.</summary>
    public static T SquaredDistance<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : struct, INumber<T>
    {
        ref T first = ref MemoryMarshal.GetReference(a);
        ref T second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var sums = Vector<T>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var difference = Load(ref first, i) - Load(ref second, i);
            sums += difference * difference;
        }

        T sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }

    /// <summary>target += factor·source; both as long as <paramref name="source"/>.</summary>
    public static void AddScaled<T>(Span<T> target, T factor, ReadOnlySpan<T> source)
        where T : struct, INumber<T>
    {
        ref T to = ref MemoryMarshal.GetReference(target[..source.Length]);
        ref T from = ref MemoryMarshal.GetReference(source);
        var factors = new Vector<T>(factor);
        int i = 0;
        for (; i <= source.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            ((factors * Load(ref from, i)) + Load(ref to, i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < source.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Load<T>(ref T start, int index) => Vector.LoadUnsafe(ref start, (nuint)index);
}
