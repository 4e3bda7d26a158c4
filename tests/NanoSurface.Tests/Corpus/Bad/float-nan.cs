// expects float-special at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(float reading)
        {
            return reading > float.NaN;
        }
    }
}
