using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Provisioning;

namespace NanoMonitor.Cli.Provision;

/// <summary>Provisions the nodes of a plan, one cable after the other, and prints what a person needs to see of each.</summary>
/// <param name="plan">What to do.</param>
internal sealed class ProvisionRun(ProvisionPlan plan)
{
    private readonly MissingFields missing = new(Consoles.Progress);
    private readonly ProvisioningPatience patience = new();

    /// <returns>The exit code.</returns>
    /// <exception cref="FleetException">A node could not be provisioned.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using BrokerConnection? connection = plan.IsOffline
            ? null
            : await BrokerConnection.ConnectAsync(plan.Broker, cancellationToken);
        RefuseWhatCannotBe();
        bool allGood = true;
        NodeId? last = null;
        foreach (SettingsBuilder fields in plan.Nodes)
        {
            if (last is not null)
            {
                AskForNext(fields);
            }

            (last, bool good) = await ProvisionAsync(fields, last, connection, cancellationToken);
            allGood &= good;
        }

        return allGood ? ExitCode.Ok : ExitCode.Failed;
    }

    // Rather before the first node is written than in the middle of a hall.
    private void RefuseWhatCannotBe()
    {
        foreach (SettingsBuilder fields in plan.Nodes.Where(fields => fields.Get("site").Length > 0 && fields.Get("node").Length > 0))
        {
            SettingsBuilder trial = fields.Copy();
            MissingFields.FillInBroker(trial, plan.Broker, plan.Key);
            trial.Build(plan.Key, "");
        }
    }

    private async Task<(NodeId Id, bool IsGood)> ProvisionAsync(
        SettingsBuilder fields, NodeId? last, BrokerConnection? connection, CancellationToken cancellationToken)
    {
        await using var session = new NodeSession(plan.Port, SerialLine.Open(plan.Port), patience);
        NodeDescription found = await session.DetectAsync(cancellationToken);
        Notes.Write([Describe(found)]);
        if (last is not null && new NodeId(found.Site, found.Node) == last)
        {
            throw new FleetException($"This is still {last}. Plug in the next node and begin again with the rest of the file.");
        }

        await missing.CompleteAsync(fields, plan.Broker, plan.Key, () => session.ScanAsync(cancellationToken));
        NodeSettings settings = fields.Build(plan.Key, found.PortName);
        var id = new NodeId(settings.Configuration.Site, settings.Configuration.Node);
        await using BirthWatch? births = connection is null ? null : await BirthWatch.OpenAsync(connection, id, plan.Key, cancellationToken);

        NodeDescription written = await session.WriteAsync(settings, cancellationToken);
        Notes.Write([$"{id} has its configuration, number {written.Sequence}, and has restarted."]);
        if (births is not null)
        {
            await AwaitBirthAsync(births, session, written, settings.Configuration, cancellationToken);
        }

        bool good = !plan.Check || await CheckAsync(id, session, cancellationToken);
        PrintLabel(settings.Configuration);
        return (id, good);
    }

    private async Task AwaitBirthAsync(
        BirthWatch births, NodeSession session, NodeDescription written, NodeConfiguration configuration, CancellationToken cancellationToken)
    {
        if (await births.WaitAsync(written.BootId, patience.Birth, cancellationToken) is { } birth)
        {
            Notes.Write([$"Heard at {plan.Broker.Address}: firmware {birth.Firmware}, {birth.Sensor} {birth.SensorStatus}."]);
            return;
        }

        throw births.Explain(
            await session.DetectAsync(cancellationToken), new BrokerAddress(configuration.BrokerHost, configuration.BrokerPort), plan.Broker.Address);
    }

    private static async Task<bool> CheckAsync(NodeId id, NodeSession session, CancellationToken cancellationToken)
    {
        Notes.Write(["Checking the mounting for ten seconds …"]);
        IReadOnlyList<MountingVerdict> verdicts = MountingVerdict.Of(await session.CheckMountingAsync(cancellationToken));
        Consoles.Output.WriteParagraph($"Mounting of {id}:");
        foreach (MountingVerdict verdict in verdicts)
        {
            Consoles.Output.WriteParagraph($"  {Word(verdict.Level),-6} {verdict.What,-11} {verdict.Text}");
        }

        return verdicts.All(verdict => verdict.Level != MountingLevel.Bad);
    }

    private static string Word(MountingLevel level) => level switch
    {
        MountingLevel.Good => "good",
        MountingLevel.Doubtful => "look",
        _ => "BAD",
    };

    private void PrintLabel(NodeConfiguration configuration)
    {
        Consoles.Output.WriteParagraph("Label:");
        foreach (string line in NodeLabel.Lines(configuration, plan.Key, DateOnly.FromDateTime(DateTime.Now)))
        {
            Consoles.Output.WriteParagraph("  " + line);
        }
    }

    private static void AskForNext(SettingsBuilder fields)
    {
        Notes.Write([$"Next: {fields.Get("site")}/{fields.Get("node")}. Plug it in and press Enter."]);
        if (Console.In.ReadLine() is null)
        {
            throw new FleetException("Nobody pressed Enter for the next node: standard input has ended.");
        }
    }

    private string Describe(NodeDescription node) => node.IsProvisioned
        ? $"Found {node.Firmware} on {node.Hardware} at {plan.Port}: {node.Site}/{node.Node}, will be provisioned anew."
        : $"Found {node.Firmware} on {node.Hardware} at {plan.Port}: not provisioned yet.";
}
