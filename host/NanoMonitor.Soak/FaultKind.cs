namespace NanoMonitor.Soak;

/// <summary>What can happen to a node in the field.</summary>
public enum FaultKind
{
    /// <summary>The broker goes away for a while and comes back without anything it knew.</summary>
    BrokerRestart,

    /// <summary>The broker accepts connections and says nothing.</summary>
    BrokerSilence,

    /// <summary>The access point is gone.</summary>
    WifiLoss,

    /// <summary>The broker's name cannot be resolved.</summary>
    DnsFailure,

    /// <summary>The accelerometer does not acknowledge.</summary>
    BusDeath,

    /// <summary>The power goes, at any moment.</summary>
    PowerCut,

    /// <summary>The power goes within the next change of the node's drive, at any byte of it.</summary>
    PowerCutInWrite,

    /// <summary>The node's idea of the date jumps.</summary>
    ClockJump,
}
