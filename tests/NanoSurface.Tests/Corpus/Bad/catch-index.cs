// expects forbidden-api at line 13
using System;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static char Run(string name)
        {
            try
            {
                return name[3];
            }
            catch (IndexOutOfRangeException)
            {
                return ' ';
            }
        }
    }
}
