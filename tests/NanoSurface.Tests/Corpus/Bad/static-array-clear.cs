// expects static-state at line 11
using System;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        private static readonly int[] Table = { 1, 2 };

        public static void Run()
        {
            Array.Clear(Table, 0, Table.Length);
        }
    }
}
