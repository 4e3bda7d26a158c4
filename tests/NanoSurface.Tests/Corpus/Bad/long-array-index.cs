// expects checked at line 13
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        private static readonly int[] Table = { 1, 2, 3, 4 };

        public static int Run(int value)
        {
            long index = value;
            return Table[index];
        }
    }
}
