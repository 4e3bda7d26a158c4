namespace NanoMonitor.Cli.Terminal;

/// <summary>What a person should know but need not act on.</summary>
internal static class Notes
{
    /// <summary>Writes one line each to standard error.</summary>
    public static void Write(IEnumerable<string> sentences)
    {
        foreach (string sentence in sentences)
        {
            Console.Error.WriteLine(sentence);
        }
    }
}
