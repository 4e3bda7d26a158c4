namespace NanoMonitor.VirtualBoard.Time;

/// <summary>What virtual hardware asks for the time.</summary>
public interface IClock
{
    /// <summary>Microseconds since the board was made; never runs backwards.</summary>
    long NowMicroseconds { get; }
}
