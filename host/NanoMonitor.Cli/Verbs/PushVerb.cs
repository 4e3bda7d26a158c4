using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>push</c>: brings a weight table to a node.</summary>
internal static class PushVerb
{
    public static Verb Create()
    {
        var model = new Argument<string>("MODEL.nmt") { Description = "The weight table." };
        Option<string> site = SharedOptions.Site();
        Option<string> node = SharedOptions.Node();
        var connection = new ConnectionOptions();
        Option<string?> keyFile = SharedOptions.KeyFile();
        Option<int> timeout = SharedOptions.Number(
            "--timeout", "M", "Minutes the node may report nothing new. The table stays at the broker even then.", 1, 10_000, 10);
        var noWait = new Option<bool>("--no-wait") { Description = "Leaves the table at the broker and does not wait for the node, which may be asleep." };
        Option<int?> warning = SharedOptions.OptionalScore("--warning-score", "Mean score at which this node warns, instead of the table's.");
        Option<int?> alarm = SharedOptions.OptionalScore("--alarm-score", "Mean score at which this node alarms, instead of the table's.");
        var verb = new Verb(
            "push",
            "Brings a weight table to a node and waits until the node has tested and confirmed it.",
            "nanomonitor push fan-1.nmt --site plant --node fan-1 --broker localhost",
            "nanomonitor push fan-1.nmt --site plant --node fan-1 --broker localhost --warning-score 2.5 --alarm-score 4")
        {
            model, site, node, warning, alarm, timeout, noWait, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            ModelPackage package = ModelPackage.Read(parsed.GetRequiredValue(model));
            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            return RunAsync(
                package,
                new NodeId(parsed.GetRequiredValue(site), parsed.GetRequiredValue(node)),
                connection.Of(parsed, key),
                key,
                new PushOptions
                {
                    Patience = TimeSpan.FromMinutes(parsed.GetValue(timeout)),
                    Wait = !parsed.GetValue(noWait),
                    WarningScore = parsed.GetValue(warning),
                    AlarmScore = parsed.GetValue(alarm),
                },
                cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        ModelPackage package, NodeId id, BrokerOptions broker, FleetKey key, PushOptions options, CancellationToken cancellationToken)
    {
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(broker, cancellationToken);
        var pusher = new ModelPusher(connection, key, TimeProvider.System);
        PushResult result = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Pushing {package.ModelId} to {id}",
            steps => pusher.PushAsync(id, package, options, new Relay<PushProgress>(steps, Describe), cancellationToken));

        if (!options.Wait)
        {
            Console.WriteLine($"{package.ModelId} ({package.Bytes.Length} bytes) waits at {broker.Address} for {id}, as generation {result.Generation}.");
            return ExitCode.Ok;
        }

        if (!result.IsConfirmed)
        {
            throw new FleetException($"{id} {result.Status} {package.ModelId}: {result.Reason}. It goes on with what it ran before.");
        }

        Console.WriteLine($"{id} runs {package.ModelId} ({package.Bytes.Length} bytes), generation {result.Generation}.");
        return ExitCode.Ok;
    }

    // Half of the bar is the way to the broker and to the node, the other half the node's judgement.
    private static ProgressStep Describe(PushProgress progress)
    {
        double chunks = (double)progress.Chunk / progress.Chunks;
        double fraction = progress.Phase switch
        {
            PushProgress.Publishing => 0.2 * chunks,
            PushProgress.Waiting => 0.2,
            ModelReport.Receiving => 0.2 + (0.4 * chunks),
            ModelReport.Staged => 0.6,
            ModelReport.Testing => 0.8,
            _ => 1,
        };
        string detail = progress.Phase is PushProgress.Publishing or ModelReport.Receiving
            ? $"{progress.Phase} chunk {progress.Chunk} of {progress.Chunks}"
            : progress.Phase;
        return new ProgressStep(fraction, progress.IsConnected ? detail : detail + ", not connected");
    }
}
