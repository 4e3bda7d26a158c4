namespace NanoMonitor.VirtualBoard;

/// <summary>
/// Thrown into firmware whose board has lost power, rebooted or gone to deep sleep.
/// The call that threw had no effect, and the thread's next call ends the thread.
/// </summary>
public sealed class BoardDeadException : Exception
{
    public BoardDeadException()
        : this("The board is off: power cut, reboot or deep sleep.")
    {
    }

    public BoardDeadException(string message)
        : base(message)
    {
    }

    public BoardDeadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
