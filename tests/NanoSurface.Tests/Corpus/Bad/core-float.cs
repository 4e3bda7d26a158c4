// expects core-float at line 10 in Core
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            return (int)(value * 0.5f);
        }
    }
}
