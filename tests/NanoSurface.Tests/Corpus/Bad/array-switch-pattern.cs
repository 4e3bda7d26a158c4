// expects array-cast at line 10
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static int Run(object value)
        {
            switch (value)
            {
                case uint[] numbers:
                    return numbers.Length;
                default:
                    return 0;
            }
        }
    }
}
