namespace NanoMonitor.Datasets;

/// <summary>A dataset cannot be read or written. The message names the file, the line and column where there is one, what is wrong and how to mend it.</summary>
public sealed class DatasetException : Exception
{
    public DatasetException()
    {
    }

    public DatasetException(string message)
        : base(message)
    {
    }

    public DatasetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
