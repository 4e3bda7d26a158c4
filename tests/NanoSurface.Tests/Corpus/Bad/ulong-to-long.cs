// expects unsigned-tag at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static long Run(ulong ticks)
        {
            return (long)ticks / 10;
        }
    }
}
