// expects unsigned-tag at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(uint bits)
        {
            return Half((int)bits);
        }

        private static int Half(int x)
        {
            return x >> 1;
        }
    }
}
