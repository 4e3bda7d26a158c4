// expects unsigned-tag at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static long Run(uint bits)
        {
            long wide = bits;
            return (wide - 5) >> 1;
        }
    }
}
