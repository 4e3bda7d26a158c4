// expects zero-character at line 9
using System.Text;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static string Run(byte[] payload)
        {
            return Encoding.UTF8.GetString(payload, 0, payload.Length);
        }
    }
}
