// expects exception-filter at line 13
using System;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(string text)
        {
            try
            {
                return int.Parse(text);
            }
            catch (Exception error) when (error.Message.Substring(3) == "x")
            {
                return 0;
            }
        }
    }
}
