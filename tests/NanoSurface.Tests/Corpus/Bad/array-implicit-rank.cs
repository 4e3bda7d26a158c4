// expects array-rank at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            return new[,] { { 1, 2 }, { 3, 4 } }[value, 0];
        }
    }
}
