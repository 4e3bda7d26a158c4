// expects CS0234 at line 2
using System.Device.Adc;

namespace NanoMonitor.Corpus
{
}
