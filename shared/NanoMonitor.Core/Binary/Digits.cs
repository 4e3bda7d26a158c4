using System;

namespace NanoMonitor.Core.Binary
{
    /// <summary>Decimal integers in text, read the same way on the node and on the host.</summary>
    public static class Digits
    {
        // 18 digits always fit a long.
        private const int MaximumDigits = 18;

        /// <summary>An optional minus sign and 1 to 18 digits, nothing else, within the limits; <paramref name="what"/> begins the message.</summary>
        /// <exception cref="FormatException">Not such a number, or outside the limits.</exception>
        public static long Parse(string what, string text, long minimum, long maximum)
        {
            int start = text.Length > 0 && text[0] == '-' ? 1 : 0;
            int count = text.Length - start;
            bool good = count > 0 && count <= MaximumDigits;
            long value = 0;
            for (int i = start; good && i < text.Length; i++)
            {
                good = text[i] >= '0' && text[i] <= '9';
                value = value * 10 + (text[i] - '0');
            }

            if (start == 1)
            {
                value = -value;
            }

            if (!good || value < minimum || value > maximum)
            {
                throw new FormatException(what + ": '" + text + "' is not a whole number from " + minimum.ToString() + " to " + maximum.ToString());
            }

            return value;
        }
    }
}
