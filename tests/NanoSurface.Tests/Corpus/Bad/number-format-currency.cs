// expects number-format at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            return value.ToString("C").Length;
        }
    }
}
