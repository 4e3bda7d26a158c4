// expects static-state at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static event EventHandler Happened;

        public static bool Heard()
        {
            return Happened != null;
        }
    }
}
