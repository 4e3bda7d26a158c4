namespace NanoMonitor.VirtualBoard.Network;

/// <summary>A connection that ends without a goodbye when the link or the power is lost.</summary>
internal interface IAbortable
{
    /// <summary>Breaks the connection; may be called from any thread, also more than once.</summary>
    void Abort();
}
