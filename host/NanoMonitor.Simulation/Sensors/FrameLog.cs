namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// Keeps the last frames a driver has read, by their number since the log began: frame n is the n-th one the driver got.
/// May be read while the sensor writes.
/// </summary>
public sealed class FrameLog
{
    private readonly AccelerometerFrame[] _frames;
    private readonly Lock _gate = new();
    private long _count;

    /// <summary>A log of the last <paramref name="capacity"/> frames, 16 bytes each.</summary>
    public FrameLog(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _frames = new AccelerometerFrame[capacity];
    }

    /// <summary>Frames read so far; also the number the next one gets.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Appends a frame; give this method to <see cref="VirtualAccelerometer.FrameRead"/>.</summary>
    public void Add(AccelerometerFrame frame)
    {
        lock (_gate)
        {
            _frames[_count % _frames.Length] = frame;
            _count++;
        }
    }

    /// <summary>Copies frames <paramref name="first"/> … <paramref name="first"/> + length − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Some of them are not read yet, or dropped already.</exception>
    public void CopyTo(long first, Span<AccelerometerFrame> frames)
    {
        lock (_gate)
        {
            long oldest = Math.Max(0, _count - _frames.Length);
            if (first < oldest || first + frames.Length > _count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(first),
                    first,
                    $"Frames {first} to {first + frames.Length - 1} were asked for; the log holds {oldest} to {_count - 1}.");
            }

            for (int i = 0; i < frames.Length; i++)
            {
                frames[i] = _frames[(first + i) % _frames.Length];
            }
        }
    }
}
