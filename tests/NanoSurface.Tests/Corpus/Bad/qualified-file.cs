// expects qualified-name at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(string path)
        {
            return System.IO.File.Exists(path);
        }
    }
}
