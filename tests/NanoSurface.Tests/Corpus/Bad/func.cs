// expects generic at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Call(Func<int> f)
        {
            return 1;
        }
    }
}
