// expects core-unsigned at line 8 in Core
using System;

namespace NanoMonitor.Corpus
{
    public sealed class Sample
    {
        public uint Bits;
    }
}
