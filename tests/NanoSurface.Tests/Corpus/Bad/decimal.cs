// expects CS0518 at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            decimal d = value;
            return (int)d;
        }
    }
}
