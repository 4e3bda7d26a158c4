// expects number-format at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run(int value)
        {
            return string.Format("{0,5:P1}", value);
        }
    }
}
