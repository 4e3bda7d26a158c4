namespace NanoMonitor.Fleet.Provisioning;

/// <summary>How bad a finding of the mounting check is.</summary>
public enum MountingLevel
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Doubtful,

    /// <summary>The node would not measure what it should.</summary>
    Bad,
}
