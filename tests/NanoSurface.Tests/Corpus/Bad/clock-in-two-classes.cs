// expects clock at line 18
using System;

namespace NanoMonitor.Corpus
{
    public static class First
    {
        public static long Now()
        {
            return Environment.TickCount64;
        }
    }

    public static class Second
    {
        public static DateTime Now()
        {
            return DateTime.UtcNow;
        }
    }
}
