// expects mutable-struct at line 6
using System;

namespace NanoMonitor.Corpus
{
    public struct Sample
    {
        public int Value;
    }
}
