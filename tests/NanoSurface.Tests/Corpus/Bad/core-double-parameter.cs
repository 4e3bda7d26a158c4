// expects core-float at line 8 in Core
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(double value)
        {
            return 0;
        }
    }
}
