// expects array-cast at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(object value)
        {
            return value is byte[];
        }
    }
}
