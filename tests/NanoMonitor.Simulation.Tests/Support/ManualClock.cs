using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Tests.Support;

/// <summary>A clock that the test moves.</summary>
internal sealed class ManualClock : IClock
{
    public long NowMicroseconds { get; private set; }

    public void Advance(long microseconds)
    {
        NowMicroseconds += microseconds;
    }
}
