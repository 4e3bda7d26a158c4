// expects exception-filter at line 13
using System;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int[] codes, int index)
        {
            try
            {
                return int.Parse("1");
            }
            catch (Exception) when (codes[index] == 0)
            {
                return 0;
            }
        }
    }
}
