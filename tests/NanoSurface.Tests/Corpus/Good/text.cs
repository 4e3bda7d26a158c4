// accepted in Core
using System.Text;

namespace NanoMonitor.Corpus
{
    public static class Text
    {
        public static string Join(string[] words)
        {
            StringBuilder text = new StringBuilder();
            foreach (string word in words)
            {
                text.Append(word).Append(' ');
            }
            return text.ToString();
        }

        public static int Verb(string name)
        {
            switch (name)
            {
                case "capture": return 1;
                case "commission": return 2;
                case "reboot": return 3;
                case "rotate": return 4;
                case "identify": return 5;
                case "restore": return 6;
                case "report": return 7;
                case "reset": return 8;
                default: return 0;
            }
        }

        public static byte[] Utf8(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }
    }
}
