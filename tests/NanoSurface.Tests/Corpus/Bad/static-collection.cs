// expects static-state at line 8
using System.Collections;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        private static readonly ArrayList Items = new ArrayList();

        public static int Count()
        {
            return Items.Count;
        }
    }
}
