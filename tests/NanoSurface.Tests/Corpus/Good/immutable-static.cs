// accepted in Core
using System;

namespace NanoMonitor.Corpus
{
    public sealed class Band
    {
        public readonly int Low;

        public Band(int low)
        {
            Low = low;
        }
    }

    public static class Bands
    {
        public static readonly Band Lowest = new Band(1);
        private static readonly Band[] All = { Lowest, new Band(2) };

        public static int Count
        {
            get { return All.Length; }
        }
    }
}
