// expects native-integer at line 7
using System;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(IntPtr one, int other)
        {
            return one.Equals(other);
        }
    }
}
