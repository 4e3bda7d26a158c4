namespace NanoMonitor.Simulation.Sensors;

/// <summary>What can be wrong between a sensor and its bus.</summary>
public sealed class BusFaults
{
    private long _deadFromMicroseconds = long.MaxValue;
    private long _deadUntilMicroseconds = long.MaxValue;

    /// <summary>The sensor is not there: it never acknowledges.</summary>
    public bool Absent { get; set; }

    /// <summary>The sensor does not acknowledge for a while, then does again as if nothing had been.</summary>
    public void DieFor(long fromMicroseconds, long forMicroseconds)
    {
        _deadFromMicroseconds = fromMicroseconds;
        _deadUntilMicroseconds = fromMicroseconds + forMicroseconds;
    }

    /// <summary>Whether the sensor acknowledges at this time.</summary>
    public bool Acknowledges(long nowMicroseconds)
    {
        return !Absent && (nowMicroseconds < _deadFromMicroseconds || nowMicroseconds >= _deadUntilMicroseconds);
    }
}
