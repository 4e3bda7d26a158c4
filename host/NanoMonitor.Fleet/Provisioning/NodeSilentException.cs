namespace NanoMonitor.Fleet.Provisioning;

/// <summary>The node at the serial port does not answer, or the cable is gone.</summary>
internal sealed class NodeSilentException : Exception
{
    /// <summary>It does not answer; it may yet.</summary>
    public NodeSilentException()
        : base("the node does not answer")
    {
    }

    /// <summary>The line has failed, and does not come back.</summary>
    public NodeSilentException(Exception failure)
        : base("the serial line is gone", failure)
    {
        LineIsGone = true;
    }

    /// <summary>Whether asking again makes no sense.</summary>
    public bool LineIsGone { get; }
}
