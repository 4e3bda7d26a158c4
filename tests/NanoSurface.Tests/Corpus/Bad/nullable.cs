// expects CS0518 at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            int? maybe = null;
            return maybe == null ? 0 : 1;
        }
    }
}
