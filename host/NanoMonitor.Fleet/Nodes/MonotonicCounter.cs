namespace NanoMonitor.Fleet.Nodes;

/// <summary>
/// Counters of what is sent to nodes: the larger of one more than the last seen and the Unix time in milliseconds, so
/// that they grow over restarts and, with clocks that agree, over several operators.
/// </summary>
public sealed class MonotonicCounter(TimeProvider time)
{
    private long last;

    /// <summary>Takes note of a counter that was used elsewhere.</summary>
    public void Saw(long counter) => last = Math.Max(last, counter);

    /// <summary>The next counter.</summary>
    public long Next()
    {
        last = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        return last;
    }
}
