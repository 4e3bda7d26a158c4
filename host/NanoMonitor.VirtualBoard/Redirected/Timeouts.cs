namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Timeouts as .NET's signatures give them.</summary>
internal static class Timeouts
{
    /// <summary>Milliseconds as they are, if they are none or more, or -1 (Timeout.Infinite).</summary>
    internal static int Checked(int milliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1);
        return milliseconds;
    }

    /// <summary>Microseconds; -1 (Timeout.Infinite) becomes negative.</summary>
    internal static long Microseconds(int milliseconds)
    {
        return Checked(milliseconds) * 1000L;
    }

    /// <summary>Microseconds; minus one millisecond (Timeout.InfiniteTimeSpan) becomes negative.</summary>
    internal static long Microseconds(TimeSpan timeout)
    {
        if (timeout < TimeSpan.Zero && timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A timeout is not negative.");
        }

        return timeout.Ticks / TimeSpan.TicksPerMicrosecond;
    }
}
