// expects float-text at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run(float reading)
        {
            return reading.ToString("F0");
        }
    }
}
