// expects checked at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static byte Run(int value)
        {
            return checked((byte)value);
        }
    }
}
