// expects enum-name at line 10
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run(DayOfWeek day)
        {
            return "day " + day;
        }
    }
}
