// expects generic at line 8
using System;

namespace NanoMonitor.Corpus
{
    public sealed class Sample
    {
        private readonly Action<int> _done;

        public Sample()
        {
            _done = null;
        }

        public bool Ready
        {
            get { return _done != null; }
        }
    }
}
