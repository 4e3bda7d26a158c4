// expects array-cast at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(object value)
        {
            return value is int[] numbers ? numbers[0] : 0;
        }
    }
}
