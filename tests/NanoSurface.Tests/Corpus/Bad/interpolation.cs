// expects interpolation at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run(int value)
        {
            return $"value {value}";
        }
    }
}
