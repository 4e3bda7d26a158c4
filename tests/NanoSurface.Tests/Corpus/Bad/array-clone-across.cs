// expects array-cast at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static sbyte[] Run(byte[] raw)
        {
            return (sbyte[])raw.Clone();
        }
    }
}
