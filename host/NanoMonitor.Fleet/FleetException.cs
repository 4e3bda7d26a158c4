namespace NanoMonitor.Fleet;

/// <summary>A failure that a person can mend: the message says what, where and how, in one or two lines.</summary>
public sealed class FleetException : Exception
{
    public FleetException(string message)
        : base(message)
    {
    }

    public FleetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
