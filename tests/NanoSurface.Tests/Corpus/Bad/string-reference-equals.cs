// expects string-identity at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(string one, string other)
        {
            return ReferenceEquals(one, other);
        }
    }
}
