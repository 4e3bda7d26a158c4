// expects CS1501 at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(string text)
        {
            return text.StartsWith("a", true, null);
        }
    }
}
