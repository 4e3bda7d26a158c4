using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>What a broker keeps of its nodes.</summary>
public static class FleetSnapshot
{
    private static readonly string[] leaves = [Topics.Birth, Topics.State, Topics.ModelDesired, Topics.ModelReported];

    /// <summary>Brings a picture up to date with all that is retained.</summary>
    public static async Task ReadAsync(BrokerConnection connection, FleetView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        foreach (string leaf in leaves)
        {
            foreach (BrokerMessage message in await RetainedReader.ReadAsync(connection, Topics.Filter(null, null, leaf), cancellationToken))
            {
                view.Apply(message);
            }
        }
    }
}
