// expects surrogate at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run()
        {
            return "\U0001F600";
        }
    }
}
