// expects alias at line 2
using static System.Threading.Thread;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run()
        {
            Sleep(1);
        }
    }
}
