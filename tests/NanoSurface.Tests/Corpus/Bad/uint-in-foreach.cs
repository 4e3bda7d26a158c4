// expects unsigned-tag at line 9
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(uint[] counters)
        {
            int sum = 0;
            foreach (int counter in counters)
            {
                sum += counter >> 1;
            }

            return sum;
        }
    }
}
