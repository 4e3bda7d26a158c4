// expects CS0234 at line 2
using System.Linq;

namespace NanoMonitor.Corpus
{
}
