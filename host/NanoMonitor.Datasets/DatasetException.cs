namespace NanoMonitor.Datasets;

/// <summary>A dataset cannot be read or written. The message names the file, the line and column where there is one, what is wrong and how to mend it.</summary>
/// <remarks>Whatever the file holds that a message quotes, the message is printable, and short enough for a line or a few.</remarks>
public sealed class DatasetException : Exception
{
    private const int LongestMessage = 1000;
    private const int KeptAtEnd = 200;

    public DatasetException()
    {
    }

    public DatasetException(string message)
        : base(Readable(message))
    {
    }

    public DatasetException(string message, Exception innerException)
        : base(Readable(message), innerException)
    {
    }

    private static string Readable(string message)
    {
        string text = message.Length <= LongestMessage ? message : $"{message[..(LongestMessage - KeptAtEnd)]} … {message[^KeptAtEnd..]}";
        return string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));
    }
}
