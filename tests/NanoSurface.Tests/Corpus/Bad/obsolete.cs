// expects CS0612 at line 11
using System;

namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run(string text)
        {
            Guid id;
            return Guid.TryParseGuidWithDashes(text, out id);
        }
    }
}
