// expects instruction at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            TypedReference reference = __makeref(value);
            return __refvalue(reference, int);
        }
    }
}
