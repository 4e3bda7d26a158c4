// expects float-math at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            return (int)Math.Sqrt(value);
        }
    }
}
