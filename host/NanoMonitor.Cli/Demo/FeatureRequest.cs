using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Cli.Demo;

/// <summary>Asks a node for the features of every window, or for no more of them.</summary>
internal sealed class FeatureRequest(BrokerConnection connection, NodeId id, FleetKey key)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MonotonicCounter counter = new(TimeProvider.System);

    /// <summary>Every window from now on.</summary>
    /// <returns>The node's introduction.</returns>
    public Task<Birth> BeginAsync(CancellationToken cancellationToken) => SendAsync(Command.MaximumFeatureMinutes, cancellationToken);

    /// <summary>No more; the node sends what it still holds.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => SendAsync(0, cancellationToken);

    private async Task<Birth> SendAsync(int minutes, CancellationToken cancellationToken)
    {
        await using var link = await NodeLink.OpenAsync(connection, id, key, [Topics.Ack], cancellationToken);
        var birth = await link.WaitForBirthAsync(Patience, cancellationToken);
        await link.CommandAsync(counter, Command.FeaturesVerb, $"{Command.MinutesArgument}={minutes}", Patience, _ => { }, cancellationToken);
        return birth;
    }
}
