// expects array-clear at line 9
using System;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run(string[] names)
        {
            Array.Clear(names, 0, names.Length);
        }
    }
}
