// expects qualified-name at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(int value)
        {
            System.Threading.Thread.Sleep(value);
            return value;
        }
    }
}
