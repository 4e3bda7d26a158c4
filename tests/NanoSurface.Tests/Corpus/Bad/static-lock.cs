// expects static-state at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        private static readonly object Gate = new object();

        public static object Lock()
        {
            return Gate;
        }
    }
}
