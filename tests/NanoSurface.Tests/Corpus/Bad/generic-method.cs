// expects generic at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Count<T>(object[] items)
        {
            return items.Length;
        }
    }
}
