// expects static-state at line 13
using System;

namespace NanoMonitor.Corpus
{
    public sealed class Counter
    {
        public int Count;
    }

    public static class Sample
    {
        private static readonly Counter Shared = new Counter();

        public static int Get()
        {
            return Shared.Count;
        }
    }
}
