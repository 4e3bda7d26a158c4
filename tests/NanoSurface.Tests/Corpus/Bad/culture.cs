// expects forbidden-api at line 9
using System.Globalization;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static bool Run()
        {
            return CultureInfo.CurrentUICulture != null;
        }
    }
}
