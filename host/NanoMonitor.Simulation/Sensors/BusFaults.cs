namespace NanoMonitor.Simulation.Sensors;

/// <summary>What can be wrong between a sensor and its bus.</summary>
public sealed class BusFaults
{
    private long _deadFromMicroseconds = long.MaxValue;
    private long _deadUntilMicroseconds = long.MaxValue;
    private long _bytesUntilDeath = long.MaxValue;
    private long _deathMicroseconds;

    /// <summary>The sensor is not there: it never acknowledges.</summary>
    public bool Absent { get; set; }

    /// <summary>What an SPI bus reads that nobody drives: 0xFF where the line is pulled up, 0x00 where it is not.</summary>
    public byte FloatingByte { get; set; } = 0xFF;

    /// <summary>The sensor does not acknowledge for a while, then does again as if nothing had been.</summary>
    public void DieFor(long fromMicroseconds, long forMicroseconds)
    {
        _deadFromMicroseconds = fromMicroseconds;
        _deadUntilMicroseconds = fromMicroseconds + forMicroseconds;
    }

    /// <summary>The same in the middle of a transfer: so many more register values are carried first.</summary>
    public void DieAfter(int bytes, long forMicroseconds)
    {
        _bytesUntilDeath = bytes;
        _deathMicroseconds = forMicroseconds;
    }

    /// <summary>Whether the sensor acknowledges at this time.</summary>
    public bool Acknowledges(long nowMicroseconds)
    {
        return !Absent && (nowMicroseconds < _deadFromMicroseconds || nowMicroseconds >= _deadUntilMicroseconds);
    }

    /// <summary>Whether one more register value comes through.</summary>
    internal bool Carries(long nowMicroseconds)
    {
        if (_bytesUntilDeath == 0)
        {
            DieFor(nowMicroseconds, _deathMicroseconds);
            _bytesUntilDeath = long.MaxValue;
        }

        _bytesUntilDeath--;
        return Acknowledges(nowMicroseconds);
    }
}
