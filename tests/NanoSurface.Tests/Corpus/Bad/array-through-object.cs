// expects array-cast at line 9
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static sbyte[] Run(byte[] raw)
        {
            object hidden = raw;
            return (sbyte[])hidden;
        }
    }
}
