using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Serial;

/// <summary>What the driver of an open port has received and nobody has read. Guarded by the scheduler's gate.</summary>
internal sealed class SerialReceiver(Scheduler scheduler, Action received)
{
    /// <summary>What the node's driver keeps.</summary>
    internal const int Capacity = 256;

    private readonly Queue<byte> bytes = new();

    internal int Count
    {
        get
        {
            lock (scheduler.Gate)
            {
                return bytes.Count;
            }
        }
    }

    /// <summary>Called on the board's event thread after bytes have come.</summary>
    internal Action Received => received;

    /// <summary>Holds when so many bytes are there.</summary>
    internal ICondition Holding(int count) => new Enough(this, count);

    internal void Take(Span<byte> into)
    {
        lock (scheduler.Gate)
        {
            for (int i = 0; i < into.Length; i++)
            {
                into[i] = bytes.Dequeue();
            }
        }
    }

    /// <summary>Puts in as many of the bytes as there is room for; called with the gate held.</summary>
    /// <returns>How many.</returns>
    internal int Put(ReadOnlySpan<byte> from)
    {
        int count = Math.Min(from.Length, Capacity - bytes.Count);
        foreach (byte value in from[..count])
        {
            bytes.Enqueue(value);
        }

        return count;
    }

    private sealed class Enough(SerialReceiver receiver, int count) : ICondition
    {
        bool ICondition.TryTake(BoardThread waiter) => receiver.bytes.Count >= count;
    }
}
