// expects array-cast at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(object value)
        {
            sbyte[] bytes = value as sbyte[];
            return bytes == null ? 0 : bytes[0];
        }
    }
}
