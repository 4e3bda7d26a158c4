// expects CS0246 at line 8
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static async Task Run()
        {
        }
    }
}
