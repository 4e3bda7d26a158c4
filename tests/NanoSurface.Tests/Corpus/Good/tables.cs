// accepted in Core
using System;

namespace NanoMonitor.Corpus
{
    public static class Tables
    {
        private static readonly int[] Powers = { 1, 2, 4, 8, 16, 32, 64, 128 };
        private static readonly byte[][] Rows = { new byte[] { 1, 2, 3 }, new byte[] { 4, 5 } };
        private static readonly int[] Squares = new int[16];
        private static readonly TimeSpan Period = new TimeSpan(0, 0, 5);

        static Tables()
        {
            for (int i = 0; i < Squares.Length; i++)
            {
                Squares[i] = i * i;
            }
        }

        public static int Get(int i)
        {
            int[] squares = Squares;
            return Powers[i & 7] + Rows[0][0] + squares[i & 15] + (int)(Period.Ticks >> 40);
        }
    }
}
