// expects CS0246 at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(Span<byte> bytes)
        {
            return 0;
        }
    }
}
