// expects forbidden-api at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(byte[] bytes)
        {
            SpanByte span = bytes;
            return span.Length;
        }
    }
}
