// expects unsigned-tag at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static long Run(uint[] counters, int step)
        {
            return (counters[0] + step) >> 1;
        }
    }
}
