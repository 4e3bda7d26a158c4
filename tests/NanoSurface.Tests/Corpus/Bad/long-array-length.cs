// expects checked at line 11
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            long length = value;
            return new byte[length].Length;
        }
    }
}
