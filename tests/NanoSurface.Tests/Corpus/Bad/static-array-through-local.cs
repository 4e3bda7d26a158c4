// expects static-state at line 11
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        private static readonly int[] Table = { 1, 2 };

        public static void Run()
        {
            int[] table = Table;
            table[0] = 5;
        }
    }
}
