using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Broker.Access;

/// <summary>
/// What one user may publish and read at a fleet's broker. The embedded broker asks these rules; mosquitto's access list is
/// written from them (<see cref="AccessList"/>).
/// </summary>
public sealed class TopicRules
{
    private static readonly string[] nodeWrites =
    [
        Topics.State, Topics.Birth, Topics.Telemetry, Topics.Event, Topics.Features, Topics.CapturePrefix + "+/+", Topics.Ack, Topics.ModelReported,
    ];

    private static readonly string[] nodeReads = [Topics.CommandPrefix + "+", Topics.ModelDesired, Topics.KeyDesired];

    private TopicRules(IReadOnlyList<string> writes, IReadOnlyList<string> reads)
    {
        Writes = writes;
        Reads = reads;
    }

    /// <summary>Filters of the topics that may be published to.</summary>
    public IReadOnlyList<string> Writes { get; }

    /// <summary>Filters of the topics that may be read.</summary>
    public IReadOnlyList<string> Reads { get; }

    /// <summary>The rules of a user: <see cref="BrokerAccount.Host"/>, <see cref="BrokerAccount.Viewer"/>, or a node's <c>site/node</c>.</summary>
    /// <returns>Null for any other user, who may do nothing.</returns>
    public static TopicRules? Of(string user) => user switch
    {
        null => null,
        BrokerAccount.Host => new TopicRules([.. Array.ConvertAll(nodeReads, leaf => Topics.Filter(null, null, leaf)), Chunks, Markers], [Everything]),
        BrokerAccount.Viewer => new TopicRules([Markers], [Everything]),
        _ => NodeId.TryParse(user) is { } id
            ? new TopicRules(Array.ConvertAll(nodeWrites, id.Topic), [.. Array.ConvertAll(nodeReads, id.Topic), Chunks])
            : null,
    };

    private static string Everything => Topics.Root + "#";

    private static string Chunks => $"{Topics.Root}{Topics.Packages}/+/+";

    private static string Markers => $"{MarkerTopic.Parent}/+";

    /// <summary>Whether a message may be published to a topic.</summary>
    public bool MayWrite(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return topic.AsSpan().IndexOfAny('+', '#') < 0 && Writes.Any(filter => Covers(filter, topic));
    }

    /// <summary>Whether every topic that a subscription can match may be read.</summary>
    /// <param name="filter">MQTT topic filter, or a topic.</param>
    public bool MayRead(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Reads.Any(allowed => Covers(allowed, filter));
    }

    // MQTT 5.0, section 4.7: + stands for one level, # for the rest and for the level before it.
    private static bool Covers(string allowed, string asked)
    {
        string[] allowedLevels = allowed.Split('/');
        string[] askedLevels = asked.Split('/');
        for (int i = 0; i < allowedLevels.Length; i++)
        {
            if (allowedLevels[i] == "#")
            {
                return true;
            }

            if (i >= askedLevels.Length || askedLevels[i] == "#" || (allowedLevels[i] != "+" && allowedLevels[i] != askedLevels[i]))
            {
                return false;
            }
        }

        return allowedLevels.Length == askedLevels.Length;
    }
}
