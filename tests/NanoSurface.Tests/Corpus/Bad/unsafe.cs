// expects CS0227 at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static unsafe int Run(int* p)
        {
            return 0;
        }
    }
}
