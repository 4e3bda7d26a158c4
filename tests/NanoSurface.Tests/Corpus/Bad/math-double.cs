// expects float-math at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(int value)
        {
            return Math.Sqrt(value) > 3;
        }
    }
}
