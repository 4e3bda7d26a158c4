// expects CS1061 at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            return "abc".Replace("b", "c").Length;
        }
    }
}
