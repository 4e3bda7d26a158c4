using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Commissioning;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>commission</c>: records what a node makes of its healthy machine.</summary>
internal static class CommissionVerb
{
    public static Verb Create()
    {
        Option<string> site = SharedOptions.Site();
        Option<string> node = SharedOptions.Node();
        var connection = new ConnectionOptions();
        Option<string?> keyFile = SharedOptions.KeyFile();
        Option<int> minutes = SharedOptions.Number(
            "--minutes", "M", "Running time of the machine to record.", 1, CommissioningOptions.MaximumMinutes, 10);
        Option<int> timeout = SharedOptions.AnswerTimeout();
        var output = new Option<string>("--out", "-o")
        {
            Description = "Folder of the dataset; made where it is absent, else a run is added.",
            HelpName = "DIR",
            Required = true,
        };
        var verb = new Verb(
            "commission",
            "Asks a running node for the features of every window of the healthy machine and writes them as a new run of a dataset.",
            "nanomonitor commission --site plant --node fan-1 --broker localhost --minutes 20 --out data/fan-1")
        {
            site, node, minutes, output, timeout, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            return RunAsync(
                new NodeId(parsed.GetRequiredValue(site), parsed.GetRequiredValue(node)),
                connection.Of(parsed, key),
                key,
                new CommissioningOptions(parsed.GetValue(minutes), parsed.GetRequiredValue(output))
                {
                    AnswerPatience = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                },
                cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        NodeId id, BrokerOptions broker, FleetKey key, CommissioningOptions options, CancellationToken cancellationToken)
    {
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(broker, cancellationToken);
        var commissioner = new Commissioner(connection, key, TimeProvider.System);
        CommissioningResult result = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Commissioning {id}",
            steps => commissioner.RunAsync(id, options, new Relay<CommissioningProgress>(steps, Describe), cancellationToken));

        Consoles.Output.WriteParagraph($"{options.Folder}: {result.RunId} has {Counted.Of(result.Windows, "window")} of {id}, {result.Spec.FeatureCount} features each.");
        Warn(result);
        return ExitCode.Ok;
    }

    private static ProgressStep Describe(CommissioningProgress progress)
    {
        string lost = progress.Lost > 0 ? $", {progress.Lost} lost" : "";
        string away = progress.IsConnected ? "" : ", not connected";
        return new ProgressStep(progress.Fraction, $"{progress.Windows} of {progress.TargetWindows} windows{lost}{away}");
    }

    private static void Warn(CommissioningResult result)
    {
        if (result.Lost > 0)
        {
            Consoles.Output.WriteParagraph($"Lost on the way: {Counted.Of(result.Lost, "window")}; the network or the broker is too slow for this node.");
        }

        if (result.Gaps > 0)
        {
            Consoles.Output.WriteParagraph($"The node voided samples in {Counted.Of(result.Gaps, "place")}; see its overruns and bus errors with 'nanomonitor watch'.");
        }

        if (result.FlatWindows > 0)
        {
            Consoles.Output.WriteParagraph($"In {Counted.Of(result.FlatWindows, "window")} nothing moved at all: is the sensor mounted, and did the machine run?");
        }
    }
}
