// expects float-to-integer at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(float reading)
        {
            return (int)(reading * 100f);
        }
    }
}
