namespace NanoMonitor.Datasets;

/// <summary>A dataset cannot be read or written. The message names the file, the line and column where there is one, what is wrong and how to mend it.</summary>
/// <remarks>Whatever the file holds that a message quotes, the message is printable, and short enough for a line or a few.</remarks>
public sealed class DatasetException : Exception
{
    public DatasetException()
    {
    }

    public DatasetException(string message)
        : base(PrintableText.Of(message))
    {
    }

    public DatasetException(string message, Exception innerException)
        : base(PrintableText.Of(message), innerException)
    {
    }
}
