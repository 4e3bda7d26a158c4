// expects array-rank at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            int[,] grid = new int[2, 3];
            return grid[0, value];
        }
    }
}
