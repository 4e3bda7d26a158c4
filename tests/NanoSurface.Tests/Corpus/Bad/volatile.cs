// expects CS0518 at line 12
using System;

namespace NanoMonitor.Corpus
{
    public sealed class Sample
    {
        private volatile int _x;

        public int X
        {
            get { return _x; }
            set { _x = value; }
        }
    }
}
