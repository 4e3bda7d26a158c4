namespace NanoMonitor.VirtualBoard.Buses;

/// <summary>A device on a virtual 1-Wire bus, seen from the wire.</summary>
public interface IOneWireTarget
{
    /// <summary>The host pulls the wire low for a reset.</summary>
    /// <returns>Whether the device answers with a presence pulse.</returns>
    bool Reset();

    /// <summary>One time slot.</summary>
    /// <param name="bit">What the host writes; a 1 is a read slot as well.</param>
    /// <returns>False when the device pulls the wire low. The wire is high only if nobody does.</returns>
    bool Slot(bool bit);
}
