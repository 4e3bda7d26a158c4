// expects CS8179 at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            var pair = (1, value);
            return pair.Item2;
        }
    }
}
