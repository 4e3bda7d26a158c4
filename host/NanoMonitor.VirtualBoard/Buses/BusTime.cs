namespace NanoMonitor.VirtualBoard.Buses;

/// <summary>How long transfers take on the wires.</summary>
internal static class BusTime
{
    /// <summary>A 1-Wire reset: 480 µs low, 480 µs for the presence pulse (Maxim application note 126).</summary>
    internal const long OneWireResetMicroseconds = 960;

    /// <summary>A 1-Wire time slot with its recovery (Maxim application note 126).</summary>
    internal const long OneWireSlotMicroseconds = 70;

    /// <summary>
    /// Nine bit times a byte, an address byte before each part, and one for start and stop
    /// (NXP UM10204, section 3.1). In microseconds, rounded up.
    /// </summary>
    internal static long I2cMicroseconds(int writeBytes, int readBytes, int bitsPerSecond)
    {
        int addresses = writeBytes > 0 && readBytes > 0 ? 2 : 1;
        long bits = 1 + (9L * (writeBytes + readBytes + addresses));
        return Ceiling(bits, bitsPerSecond);
    }

    /// <summary>Eight bit times a byte, in microseconds, rounded up.</summary>
    internal static long SpiMicroseconds(int bytes, int bitsPerSecond) => Ceiling(8L * bytes, bitsPerSecond);

    private static long Ceiling(long bits, int bitsPerSecond) => ((bits * 1_000_000) + bitsPerSecond - 1) / bitsPerSecond;
}
