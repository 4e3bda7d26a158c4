// expects CS0117 at line 8
using System.Runtime.CompilerServices;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int Run(int value)
        {
            return value;
        }
    }
}
