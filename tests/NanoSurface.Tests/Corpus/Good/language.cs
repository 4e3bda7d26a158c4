// accepted in Core
using System;

namespace NanoMonitor.Corpus
{
    public interface IShape
    {
        int Area { get; }
    }

    public sealed class Square : IShape
    {
        public int Side { get; init; }

        public int Area => Side * Side;
    }

    public readonly struct Pair
    {
        public Pair(int low, int high)
        {
            Low = low;
            High = high;
        }

        public int Low { get; }

        public int High { get; }
    }

    public static class Language
    {
        public static int Describe(object shape) => shape switch
        {
            Square { Side: > 10 } => 2,
            IShape other when other.Area > 0 => 1,
            _ => 0,
        };

        public static int Guarded(int divisor)
        {
            int[] seen = { 0 };
            Apply apply = x => seen[0] += x;
            try
            {
                apply(100 / divisor);
            }
            catch (Exception error) when (error.Message != null)
            {
                return -1;
            }
            Split(seen[0], out int low, out int high);
            Pair pair = new(low, high);
            return pair.Low + pair.High;
        }

        private delegate void Apply(int x);

        private static void Split(int x, out int low, out int high)
        {
            low = x & 0xFFFF;
            high = x >> 16;
        }
    }
}
