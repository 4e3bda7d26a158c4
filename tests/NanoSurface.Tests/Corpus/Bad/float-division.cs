// expects float-division at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static float Run(float a, float b)
        {
            return a / b;
        }
    }
}
