// expects alias at line 2
using Files = System.IO;

namespace NanoMonitor.Corpus
{
    public sealed class Sample
    {
    }
}
