namespace NanoMonitor.Simulation.Sensors;

/// <summary>A hardware FIFO of bytes that knows when it has overflowed.</summary>
public sealed class ByteFifo(int capacity)
{
    private readonly byte[] _bytes = new byte[capacity];
    private int _first;

    /// <summary>Bytes waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that fit at most.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Appends a frame; when there is no room the oldest bytes make way for it.</summary>
    /// <returns>False when something was lost.</returns>
    public bool WriteOverOldest(ReadOnlySpan<byte> frame)
    {
        int excess = Math.Max(0, Count + frame.Length - Capacity);
        _first = (_first + excess) % Capacity;
        Count -= excess;
        Append(frame);
        return excess == 0;
    }

    /// <summary>Appends a frame; when there is no room the frame is lost.</summary>
    /// <returns>False when something was lost.</returns>
    public bool WriteIfRoom(ReadOnlySpan<byte> frame)
    {
        if (Count + frame.Length > Capacity)
        {
            return false;
        }

        Append(frame);
        return true;
    }

    /// <summary>Takes the oldest byte.</summary>
    /// <returns>False when empty.</returns>
    public bool TryRead(out byte value)
    {
        value = 0;
        if (Count == 0)
        {
            return false;
        }

        value = _bytes[_first];
        _first = (_first + 1) % Capacity;
        Count--;
        return true;
    }

    /// <summary>A waiting byte, the oldest at 0.</summary>
    public byte Peek(int index) => _bytes[(_first + index) % Capacity];

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        Count = 0;
    }

    private void Append(ReadOnlySpan<byte> frame)
    {
        foreach (byte value in frame)
        {
            _bytes[(_first + Count) % Capacity] = value;
            Count++;
        }
    }
}
