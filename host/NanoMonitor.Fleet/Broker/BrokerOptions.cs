using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;

namespace NanoMonitor.Fleet.Broker;

/// <summary>How to reach a broker.</summary>
/// <param name="Address">Where it listens; the port must not be 0.</param>
public sealed record BrokerOptions(BrokerAddress Address)
{
    /// <summary>Whom to trust for the broker's certificate; null to connect without TLS.</summary>
    public BrokerTrust? Trust { get; init; }

    /// <summary>The user to connect as; null for none.</summary>
    public BrokerAccount? Account { get; init; }

    /// <summary>Accounts to try where the broker refuses <see cref="Account"/>: it may not know a new password yet.</summary>
    public IReadOnlyList<BrokerAccount> OtherAccounts { get; init; } = [];

    /// <summary>How long the first connection may take before it counts as failed.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait between two attempts to come back to a broker that is away.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Begins the MQTT client id, which random characters complete.</summary>
    public string ClientIdPrefix { get; init; } = "nanomonitor-host";
}
