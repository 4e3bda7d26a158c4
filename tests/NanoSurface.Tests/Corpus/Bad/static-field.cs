// expects static-state at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        private static int s_count;

        public static int Next()
        {
            return s_count++;
        }
    }
}
