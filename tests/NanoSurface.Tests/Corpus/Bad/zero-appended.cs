// expects zero-character at line 10
using System.Text;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run(string name)
        {
            StringBuilder text = new StringBuilder();
            text.Append('\0');
            return text.ToString();
        }
    }
}
