// expects forbidden-api at line 10
using System.Diagnostics;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            Debug.WriteLine("value");
            return value;
        }
    }
}
