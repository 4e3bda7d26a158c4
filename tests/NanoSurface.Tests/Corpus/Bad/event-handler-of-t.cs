// expects generic at line 8
using System;

namespace NanoMonitor.Corpus
{
    public sealed class Sample
    {
        public event EventHandler<EventArgs> Happened;

        public void Raise()
        {
            if (Happened != null)
            {
            }
        }
    }
}
