namespace NanoMonitor.VirtualBoard.Buses;

/// <summary>A device on a virtual SPI bus, selected by its chip select line.</summary>
public interface ISpiTarget
{
    /// <summary>
    /// One full-duplex transfer while chip select is active.
    /// The spans have equal length; <paramref name="read"/> is filled completely.
    /// </summary>
    void Transfer(ReadOnlySpan<byte> write, Span<byte> read);
}
