// expects alias at line 2
using Worker = System.Threading.Thread;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run()
        {
            Worker.Sleep(1);
        }
    }
}
