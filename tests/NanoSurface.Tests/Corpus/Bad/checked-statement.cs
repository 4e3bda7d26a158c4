// expects checked at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            checked
            {
                value *= 7;
            }
            return value;
        }
    }
}
