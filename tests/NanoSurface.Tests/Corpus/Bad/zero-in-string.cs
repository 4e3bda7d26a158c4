// expects zero-character at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run(string name)
        {
            return name + "\0" + name;
        }
    }
}
