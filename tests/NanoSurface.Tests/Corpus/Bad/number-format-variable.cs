// expects number-format at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run(string format)
        {
            return 5.ToString(format);
        }
    }
}
