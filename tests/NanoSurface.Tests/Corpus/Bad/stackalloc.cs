// expects CS0214 at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            int* p = stackalloc int[4];
            return 1;
        }
    }
}
