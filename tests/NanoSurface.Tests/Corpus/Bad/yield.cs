// expects CS0518 at line 9
using System.Collections;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static IEnumerator Run()
        {
            yield return null;
        }
    }
}
