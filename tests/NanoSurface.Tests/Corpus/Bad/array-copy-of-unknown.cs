// expects array-cast at line 9
using System;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run(Array from, byte[] to)
        {
            Array.Copy(from, to, to.Length);
        }
    }
}
