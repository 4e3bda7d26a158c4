using NanoMonitor.Datasets;

namespace NanoMonitor.Fleet;

/// <summary>A failure that a person can mend: the message says what, where and how, in one or two lines.</summary>
/// <remarks>Whatever nodes, brokers and files have sent that a message quotes, the message is printable.</remarks>
public sealed class FleetException : Exception
{
    public FleetException(string message)
        : base(PrintableText.Of(message))
    {
    }

    public FleetException(string message, Exception innerException)
        : base(PrintableText.Of(message), innerException)
    {
    }
}
