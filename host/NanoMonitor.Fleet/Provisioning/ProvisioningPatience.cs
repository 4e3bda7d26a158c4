namespace NanoMonitor.Fleet.Provisioning;

/// <summary>How long the host waits for a node.</summary>
public sealed record ProvisioningPatience
{
    /// <summary>For an answer that needs no work.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For a node to say who it is, before it is asked again: it may be booting.</summary>
    public TimeSpan Probe { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>For a network to let the node in.</summary>
    public TimeSpan Wifi { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>For a scan.</summary>
    public TimeSpan Scan { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the mounting check, which takes ten seconds itself.</summary>
    public TimeSpan Check { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a node to answer after it was plugged in or has restarted.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the node to be heard at the broker.</summary>
    public TimeSpan Birth { get; init; } = TimeSpan.FromSeconds(90);
}
