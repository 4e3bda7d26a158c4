using System;

namespace NanoMonitor.Core.Binary
{
    /// <summary>Names of sites, nodes, models, machine classes and verbs: <c>[a-z0-9-]{1,32}</c>.</summary>
    public static class Names
    {
        public const int MaximumLength = 32;

        public static bool IsName(string text)
        {
            if (text == null || text.Length == 0 || text.Length > MaximumLength)
            {
                return false;
            }

            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-'))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Passes a good name through.</summary>
        /// <exception cref="FormatException">Not a name; the message says what it was to name.</exception>
        public static string Check(string what, string text)
        {
            if (!IsName(text))
            {
                throw new FormatException(what + ": '" + text + "' is not a name; use 1 to 32 of a-z, 0-9 and -");
            }

            return text;
        }
    }
}
