// expects forbidden-api at line 10
using System.Reflection;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static object Run()
        {
            return Assembly.Load("mscorlib");
        }
    }
}
