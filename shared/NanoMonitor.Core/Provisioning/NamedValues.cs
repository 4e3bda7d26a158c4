using System;

namespace NanoMonitor.Core.Provisioning
{
    /// <summary>Strings <c>name=value</c> of a command or result.</summary>
    public static class NamedValues
    {
        /// <summary>The value of a name.</summary>
        /// <exception cref="FormatException">There is none of that name.</exception>
        public static string Find(string[] strings, string name)
        {
            string beginning = name + "=";
            for (int i = 0; i < strings.Length; i++)
            {
                if (strings[i].StartsWith(beginning))
                {
                    return strings[i].Substring(beginning.Length);
                }
            }

            throw new FormatException("improv: " + name + " is missing");
        }
    }
}
