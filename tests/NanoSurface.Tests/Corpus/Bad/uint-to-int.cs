// expects unsigned-tag at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(uint bits)
        {
            int i = (int)bits;
            return i >> 2;
        }
    }
}
