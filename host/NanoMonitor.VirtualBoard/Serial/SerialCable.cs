namespace NanoMonitor.VirtualBoard.Serial;

/// <summary>A serial cable in memory with a stream at each end. Pulled, it carries nothing more and both ends fail.</summary>
public sealed class SerialCable : IDisposable
{
    private readonly CableEnd node;
    private readonly CableEnd host;

    public SerialCable()
    {
        node = new CableEnd();
        host = new CableEnd();
        node.Other = host;
        host.Other = node;
    }

    /// <summary>The end that goes into the board.</summary>
    public Stream Node => node;

    /// <summary>The end that goes into the computer.</summary>
    public Stream Host => host;

    /// <summary>Pulls it.</summary>
    public void Dispose()
    {
        node.Dispose();
        host.Dispose();
    }
}
