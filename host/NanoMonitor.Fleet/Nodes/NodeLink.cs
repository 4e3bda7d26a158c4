using System.Threading.Channels;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Audit;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Nodes;

/// <summary>The conversation with one node: what it says, believed only with the right key, and what it is told.</summary>
public sealed class NodeLink : IAsyncDisposable
{
    private static readonly TimeSpan RepeatPeriod = TimeSpan.FromSeconds(5);

    // Clocks differ.
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaximumExpiry = TimeSpan.FromDays(1);

    private readonly BrokerSubscription subscription;
    private readonly NodeMessageDecoder decoder;

    private NodeLink(BrokerConnection connection, BrokerSubscription subscription, NodeId id, FleetKey key)
    {
        Connection = connection;
        this.subscription = subscription;
        Id = id;
        FleetKey = key;
        decoder = new NodeMessageDecoder(key);
    }

    public NodeId Id { get; }

    public BrokerConnection Connection { get; }

    public FleetKey FleetKey { get; }

    /// <summary>The keys of this node that it has proven last.</summary>
    public NodeKeys Keys => decoder.KeysOf(Id);

    /// <summary>Which these are.</summary>
    public NodeKeyId KeyId => decoder.KeyIdOf(Id);

    /// <summary>The node's last word about itself; null before <see cref="WaitForBirthAsync"/>.</summary>
    public Birth? Birth { get; private set; }

    /// <summary>What the <c>state</c> topic said last; null before it said anything.</summary>
    public NodeCondition? Condition { get; private set; }

    /// <summary>How long the node sleeps at a time; zero for one that does not.</summary>
    public TimeSpan Sleep => TimeSpan.FromSeconds(Birth?.SleepSeconds ?? 0);

    /// <summary>Messages that were not believed since the link was opened.</summary>
    public int RejectedCount { get; private set; }

    /// <summary>Subscribes to the node's leaves given, and to its birth and state.</summary>
    public static async Task<NodeLink> OpenAsync(
        BrokerConnection connection, NodeId id, FleetKey key, IReadOnlyList<string> leaves, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(key);
        string[] filters = [.. leaves.Concat([Topics.State, Topics.Birth]).Distinct().Select(id.Topic)];
        BrokerSubscription subscription = await connection.SubscribeAsync(filters, cancellationToken);
        return new NodeLink(connection, subscription, id, key);
    }

    /// <summary>Decodes a message that came another way; null where it is none of a node, or not to be believed.</summary>
    public object? Read(BrokerMessage message) => decoder.Decode(message)?.Content is { } content and not Rejection ? content : null;

    /// <summary>The next message that can be believed; births and states are noted on the way.</summary>
    /// <param name="patience">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Null when nothing came in time.</returns>
    public async Task<NodeMessage?> ReceiveAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            while (true)
            {
                NodeMessage? message = decoder.Decode(await subscription.Messages.ReadAsync(limit.Token));
                if (message is not null && Believe(message))
                {
                    return message;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException)
        {
            throw new OperationCanceledException("The connection was closed.");
        }
    }

    /// <summary>Waits for the node's birth, which the broker keeps, so that a known node answers at once.</summary>
    /// <exception cref="FleetException">None came, or it is signed with another key.</exception>
    public async Task<Birth> WaitForBirthAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            while (Birth is null)
            {
                await ReceiveAsync(Timeout.InfiniteTimeSpan, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FleetException(
                $"The node {Id} has not been heard at the broker {Connection.Address}. Check --site, --node and that the node is on and connected.");
        }

        return Birth;
    }

    /// <summary>Waits until the node has booted again.</summary>
    /// <param name="before">The birth of the boot before.</param>
    /// <param name="patience">How long that may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FleetException">It has not come back.</exception>
    public async Task<Birth> WaitForNextBirthAsync(Birth before, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        DateTime end = DateTime.UtcNow + patience;
        while (Birth is null || Birth.BootNonce == before.BootNonce)
        {
            if (await ReceiveAsync(Shorter(patience, end - DateTime.UtcNow), cancellationToken) is null)
            {
                throw new FleetException($"The node {Id} has restarted and has not come back within {patience.TotalSeconds:0} s.");
            }
        }

        return Birth;
    }

    /// <summary>
    /// Sends a command, again every few seconds until the node answers, and waits for the answer. One that waits at the broker for a node
    /// that sleeps is sent once a sleep. It expires a little after the wait, so that nothing happens hours later.
    /// </summary>
    /// <param name="counter">Gives the command's counter.</param>
    /// <param name="verb">A verb of <see cref="Command"/>.</param>
    /// <param name="arguments">As <see cref="Command.Arguments"/>.</param>
    /// <param name="patience">How long the node may take.</param>
    /// <param name="onOther">Takes what the node says meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FleetException">The node refused, or did not answer.</exception>
    public async Task CommandAsync(
        MonotonicCounter counter,
        string verb,
        string arguments,
        TimeSpan patience,
        Action<NodeMessage> onOther,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(counter);
        ArgumentNullException.ThrowIfNull(onOther);
        Command? command = null;
        DateTime end = DateTime.UtcNow + patience;
        while (DateTime.UtcNow < end)
        {
            // The same bytes again, so that the node obeys once; anew only for a node that booted meanwhile.
            if (command is null || IsStale(command))
            {
                command = new Command
                {
                    Counter = counter.Next(),
                    ExpiresAtUnixSeconds = (DateTimeOffset.UtcNow + Shorter(patience, MaximumExpiry) + Sleep + ExpiryMargin).ToUnixTimeSeconds(),
                    BootNonce = Birth?.BootNonce ?? 0,
                    Verb = verb,
                    Arguments = arguments,
                };
                Note(command, AuditEntry.Asked);
            }

            byte[] payload = command.Encode(Keys.Down, Id.Site, Id.Node);
            await Connection.PublishAsync(Topics.OfCommand(Id.Site, Id.Node, verb), payload, retain: false, cancellationToken);
            if (await WaitForAckAsync(command, Shorter(Sleep > RepeatPeriod ? Sleep : RepeatPeriod, end - DateTime.UtcNow), onOther, cancellationToken))
            {
                return;
            }
        }

        Note(command, "no answer");
        throw new FleetException(
            Sleep > TimeSpan.Zero
                ? $"The node {Id} sleeps for {Sleep.TotalSeconds:0} s at a time and answers when it next connects; it has not within {patience.TotalSeconds:0} s. Give it more time with --timeout."
                : Condition is { IsLost: true }
                ? $"The node {Id} is off line. Switch it on or bring it into reach of the network, then try again."
                : $"The node {Id} did not answer '{verb}' within {patience.TotalSeconds:0} s. Check that it is on and uses this broker.");
    }

    public ValueTask DisposeAsync() => subscription.DisposeAsync();

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b < TimeSpan.Zero ? TimeSpan.Zero : b;

    private async Task<bool> WaitForAckAsync(
        Command command, TimeSpan patience, Action<NodeMessage> onOther, CancellationToken cancellationToken)
    {
        DateTime end = DateTime.UtcNow + patience;
        while (await ReceiveAsync(Shorter(patience, end - DateTime.UtcNow), cancellationToken) is { } message)
        {
            if (message.Content is not Ack ack)
            {
                onOther(message);
            }
            else if (ack.Counter == command.Counter && ack.Result == Ack.Done)
            {
                Note(command, ack.Result);
                return true;
            }
            else if (ack.Counter == command.Counter)
            {
                Note(command, $"{ack.Result}: {ack.Reason}");
                return IsStale(command)
                    ? false
                    : throw new FleetException($"The node {Id} refused '{command.Verb}': {ack.Reason}.");
            }
        }

        return false;
    }

    private void Note(Command? command, string answer)
    {
        if (command is not null)
        {
            FleetKey.Audit?.Write(Id, command.Verb, command.Arguments, command.Counter, answer);
        }
    }

    private bool IsStale(Command command) => Birth is { } birth && birth.BootNonce != command.BootNonce;

    private bool Believe(NodeMessage message)
    {
        switch (message.Content)
        {
            case Rejection { IsForged: true, Leaf: Topics.Birth } forged:
                throw new FleetException(
                    $"The {forged.Reason}. Check --key-file: the node was provisioned with another key, or a stranger speaks for it."
                    + (FleetKey.Ledger.Of(Id) is { } state ? $" It has proven {state.Proven}; if it has lost that, provision it again." : ""));
            case Rejection:
                RejectedCount++;
                return false;
            case Birth birth:
                Birth = birth;
                return true;
            case NodeCondition condition:
                Condition = condition;
                return true;
            default:
                return true;
        }
    }
}
