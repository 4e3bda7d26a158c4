using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>The conversation with the node at the other end of a serial line.</summary>
public sealed class NodeSession : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly string port;
    private readonly ImprovClient client;
    private readonly ProvisioningPatience patience;

    /// <param name="port">Names the line in messages.</param>
    /// <param name="line">Closed with the session.</param>
    /// <param name="patience">Null for what real nodes need.</param>
    public NodeSession(string port, Stream line, ProvisioningPatience? patience = null)
    {
        this.port = port;
        this.patience = patience ?? new ProvisioningPatience();
        client = new ImprovClient(line);
    }

    /// <summary>Asks the node who it is, for as long as it may take to boot.</summary>
    /// <exception cref="FleetException">Nobody answers as a NanoMonitor node does.</exception>
    public async Task<NodeDescription> DetectAsync(CancellationToken cancellationToken)
    {
        DateTime deadline = DateTime.UtcNow + patience.Boot;
        while (true)
        {
            try
            {
                return await DescribeAsync(cancellationToken);
            }
            catch (NodeSilentException e) when (!e.LineIsGone && DateTime.UtcNow < deadline)
            {
                await Task.Delay(Pause, cancellationToken);
            }
            catch (NodeSilentException e)
            {
                throw new FleetException(
                    $"No node answers on {port}: {e.Message}. Check the cable, that the node has power, and that no other program has the port; "
                    + "a node that was provisioned without improvPort answers only after a factory reset.",
                    e);
            }
            catch (NodeRefusalException e)
            {
                throw new FleetException($"The device on {port} speaks Improv but is no NanoMonitor node: {e.Message}.", e);
            }
            catch (FormatException e)
            {
                throw new FleetException($"The node on {port} does not describe itself as expected: {e.Message}. Is its firmware of another version?", e);
            }
        }
    }

    /// <summary>The networks in reach of the node: name and signal in dBm.</summary>
    /// <exception cref="FleetException">The node does not answer.</exception>
    public Task<IReadOnlyList<(string Ssid, string SignalDbm)>> ScanAsync(CancellationToken cancellationToken) =>
        ExplainAsync("look for networks", () => client.ScanAsync(patience.Scan, cancellationToken));

    /// <summary>Lets the node show which one it is.</summary>
    /// <exception cref="FleetException">It cannot, or does not answer.</exception>
    public Task IdentifyAsync(CancellationToken cancellationToken) =>
        ExplainAsync("show itself", () => client.CallAsync(ImprovCommand.Identify, [], patience.Answer, cancellationToken));

    /// <summary>
    /// Writes the settings, and waits until the node has restarted into them. Until the last moment the node keeps what it had,
    /// whole; begun again where the node restarts in between.
    /// </summary>
    /// <exception cref="FleetException">The node refuses them, its network does not let it in, or it has fallen silent.</exception>
    public async Task<NodeDescription> WriteAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        NodeDescription before = await DetectAsync(cancellationToken);
        await ExplainAsync("take the settings", () => new SettingsWriter(client, patience).WriteAsync(settings, cancellationToken));
        NodeDescription after = await AwaitAsync(
            now => now.BootId > before.BootId && now.Sequence > before.Sequence, cancellationToken);
        return after.Site == settings.Configuration.Site && after.Node == settings.Configuration.Node
            ? after
            : throw new FleetException($"The node on {port} calls itself {after.Site}/{after.Node} after it was written. Was another cable plugged in?");
    }

    /// <summary>Has the node measure how its sensor is mounted; takes ten seconds and more.</summary>
    /// <exception cref="FleetException">The node does not sample, or does not answer.</exception>
    public async Task<MountingReport> CheckMountingAsync(CancellationToken cancellationToken)
    {
        string[] strings = await ExplainAsync(
            "check its mounting", () => client.CallAsync(ImprovCommand.CheckMounting, [], patience.Check, cancellationToken));
        try
        {
            return MountingReport.Parse(strings);
        }
        catch (FormatException e)
        {
            throw new FleetException($"The node's report on its mounting cannot be read: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task<NodeDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        string[] information = await client.CallAsync(ImprovCommand.DeviceInformation, [], patience.Probe, cancellationToken);
        if (information.Length < 3)
        {
            throw new FormatException("its device information has too few strings");
        }

        return NodeDescription.Parse(information, await client.CallAsync(ImprovCommand.Describe, [], patience.Probe, cancellationToken));
    }

    private async Task<NodeDescription> AwaitAsync(Func<NodeDescription, bool> holds, CancellationToken cancellationToken)
    {
        DateTime deadline = DateTime.UtcNow + patience.Boot;
        while (true)
        {
            NodeDescription now = await DetectAsync(cancellationToken);
            if (holds(now))
            {
                return now;
            }

            if (DateTime.UtcNow >= deadline)
            {
                throw new FleetException($"The node on {port} has not restarted with the new configuration; it has kept the old one. Try again.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task<T> ExplainAsync<T>(string what, Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (NodeSilentException e)
        {
            throw new FleetException($"The node on {port} has fallen silent ({e.Message}) when it was to {what}. Check the cable and try again; it keeps a whole configuration.", e);
        }
        catch (NodeRefusalException e)
        {
            throw new FleetException($"The node on {port} does not {what}: {e.Message}.", e);
        }
    }
}
