// expects CS0518 at line 11
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            byte[] bytes = new byte[4];
            return bytes[^1];
        }
    }
}
