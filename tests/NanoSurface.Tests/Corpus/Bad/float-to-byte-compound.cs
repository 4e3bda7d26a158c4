// expects float-to-integer at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static void Run(byte[] values, double gain)
        {
            values[0] = (byte)gain;
        }
    }
}
