// expects array-cast at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(sbyte[] weights)
        {
            return ((byte[])(object)weights)[0];
        }
    }
}
