// expects CS0214 at line 11
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            byte[] bytes = new byte[4];
            fixed (byte* p = bytes)
            {
                return 1;
            }
        }
    }
}
