// expects array-cast at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run(int[] counts, long[] sums)
        {
            counts.CopyTo(sums, 0);
        }
    }
}
