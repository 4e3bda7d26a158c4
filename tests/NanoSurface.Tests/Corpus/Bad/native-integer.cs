// expects native-integer at line 6
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(nint width)
        {
            return (int)(width << 40);
        }
    }
}
