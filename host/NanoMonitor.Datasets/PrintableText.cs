namespace NanoMonitor.Datasets;

/// <summary>Messages that quote what came from outside, for a terminal and a line or a few.</summary>
public static class PrintableText
{
    private const int LongestMessage = 1000;
    private const int KeptAtEnd = 200;

    /// <summary>The message with control characters replaced, which a terminal would obey, and the middle of a long one left out.</summary>
    public static string Of(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string text = message.Length <= LongestMessage ? message : $"{message[..(LongestMessage - KeptAtEnd)]} … {message[^KeptAtEnd..]}";
        return string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));
    }
}
