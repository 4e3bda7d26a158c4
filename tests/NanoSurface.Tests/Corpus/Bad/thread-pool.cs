// expects CS0103 at line 10
using System.Threading;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            ThreadPool.QueueUserWorkItem(null);
            return value;
        }
    }
}
