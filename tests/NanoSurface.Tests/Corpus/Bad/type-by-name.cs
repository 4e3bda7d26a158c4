// expects forbidden-api at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static object Run()
        {
            return Type.GetType("System.Threading.Thread");
        }
    }
}
