// expects pragma at line 6
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
#pragma warning disable CS0219
        public static void Run()
        {
            int unused = 3;
        }
    }
}
