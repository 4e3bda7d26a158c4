// expects generic at line 6
using System;

namespace NanoMonitor.Corpus
{
    public sealed class Box<T>
    {
        public object Content;
    }
}
