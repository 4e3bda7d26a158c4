namespace NanoMonitor.Cli.Terminal;

/// <summary>Numbers with their noun.</summary>
internal static class Counted
{
    /// <summary><c>1 window</c>, <c>2 windows</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">The noun in the singular; its plural takes an s.</param>
    public static string Of(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
