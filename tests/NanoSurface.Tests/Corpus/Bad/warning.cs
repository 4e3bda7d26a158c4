// expects CS0219 at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            int unused = 3;
            return value;
        }
    }
}
