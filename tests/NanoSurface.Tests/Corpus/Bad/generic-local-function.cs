// expects generic at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            int Same<T>(int x) => x;
            return Same<int>(value);
        }
    }
}
