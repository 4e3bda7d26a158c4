// expects CS1980 at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run(dynamic x)
        {
        }
    }
}
