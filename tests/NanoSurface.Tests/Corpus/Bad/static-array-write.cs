// expects static-state at line 12
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        private static readonly int[] Scratch = new int[4];

        public static void Keep(int value)
        {
            Scratch[0] = value;
        }
    }
}
