// expects forbidden-api at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(string name)
        {
            return name.ToLower() == "fan";
        }
    }
}
