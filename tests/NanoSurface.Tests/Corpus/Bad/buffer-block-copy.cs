// expects CS0103 at line 11
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            byte[] bytes = new byte[4];
            Buffer.BlockCopy(bytes, 0, bytes, 2, 2);
            return bytes[value];
        }
    }
}
