// expects CS0246 at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            var list = new List<int>();
            return list.Count;
        }
    }
}
