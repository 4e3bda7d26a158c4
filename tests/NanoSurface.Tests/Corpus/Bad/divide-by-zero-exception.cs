// expects CS0246 at line 14
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            try
            {
                return 1 / value;
            }
            catch (DivideByZeroException)
            {
                return 0;
            }
        }
    }
}
