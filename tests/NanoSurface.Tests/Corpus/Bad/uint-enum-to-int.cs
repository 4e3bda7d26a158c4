// expects unsigned-tag at line 16
using System;

namespace NanoMonitor.Corpus
{
    public enum Bits : uint
    {
        None = 0,
        Top = 0x80000000,
    }

    public static class Sample
    {
        public static int Run(Bits bits)
        {
            return (int)bits >> 31;
        }
    }
}
