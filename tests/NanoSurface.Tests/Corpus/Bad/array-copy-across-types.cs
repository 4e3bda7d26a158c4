// expects array-cast at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run(sbyte[] weights, byte[] bytes)
        {
            Array.Copy(weights, bytes, 4);
        }
    }
}
