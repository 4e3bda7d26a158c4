// expects unsigned-tag at line 11
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static long Run(uint bits)
        {
            long[] wide = new long[1];
            wide[0] = (int)bits;
            return wide[0];
        }
    }
}
