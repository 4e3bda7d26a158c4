namespace NanoMonitor.VirtualBoard.Buses;

/// <summary>A device on a virtual I2C bus, seen from the wires.</summary>
public interface II2cTarget
{
    /// <summary>
    /// One transaction: a write, a read, or a write and (repeated start) a read.
    /// Either part may be empty; <paramref name="read"/> is filled completely.
    /// </summary>
    /// <returns>False when the device does not acknowledge its address.</returns>
    bool Transfer(ReadOnlySpan<byte> write, Span<byte> read);
}
