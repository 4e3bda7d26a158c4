using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Captures;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>capture</c>: fetches the raw counts of a node's sensor.</summary>
internal static class CaptureVerb
{
    private static readonly string[] labels = [.. Enum.GetNames<RecordingLabel>().Select(name => name.ToLowerInvariant())];

    public static Verb Create()
    {
        Option<string> site = SharedOptions.Site();
        Option<string> node = SharedOptions.Node();
        var connection = new ConnectionOptions();
        Option<string?> keyFile = SharedOptions.KeyFile();
        Option<int> seconds = SharedOptions.Number("--seconds", "S", "Time to record, in whole windows without a gap.", 1, 86_400, 10);
        Option<int> timeout = SharedOptions.AnswerTimeout();
        var output = new Option<string>("--out", "-o")
        {
            Description = "Folder of the dataset; made where it is absent, else a run is added.",
            HelpName = "DIR",
            Required = true,
        };
        var label = new Option<string>("--label")
        {
            Description = "What is known about the machine's health.",
            HelpName = string.Join('|', labels),
            DefaultValueFactory = _ => labels[0],
        };
        label.AcceptOnlyFromAmong(labels);
        var condition = new Option<string?>("--condition") { Description = "Kind of fault, or way of running.", HelpName = "TEXT" };
        var verb = new Verb(
            "capture",
            "Has a node record the raw counts of its sensor while it goes on judging, and writes them as a new run of a dataset for 'train' and 'evaluate'.",
            "nanomonitor capture --site plant --node fan-1 --broker localhost --seconds 30 --out data/fan-1-raw")
        {
            site, node, seconds, output, label, condition, timeout, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            return RunAsync(
                new NodeId(parsed.GetRequiredValue(site), parsed.GetRequiredValue(node)),
                connection.Of(parsed, key),
                key,
                new CaptureOptions(parsed.GetValue(seconds), parsed.GetRequiredValue(output))
                {
                    Label = Enum.Parse<RecordingLabel>(parsed.GetRequiredValue(label), ignoreCase: true),
                    Condition = parsed.GetValue(condition),
                    AnswerPatience = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                },
                cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        NodeId id, BrokerOptions broker, FleetKey key, CaptureOptions options, CancellationToken cancellationToken)
    {
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(broker, cancellationToken);
        var capturer = new Capturer(connection, key, TimeProvider.System);
        CaptureResult result = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Capturing {id}",
            steps => capturer.RunAsync(id, options, new Relay<CaptureProgress>(steps, Describe), cancellationToken));

        string rate = result.MeasuredRateMilliHz == 0 ? "" : FormattableString.Invariant($", measured at {result.MeasuredRateMilliHz / 1000.0:0.#} Hz");
        Consoles.Output.WriteParagraph(
            $"{options.Folder}: {result.RunId} has {Counted.Of(result.Windows, "window")} of {result.Spec.WindowLength} samples of {id}{rate}.");
        if (result.End != CaptureEnd.Complete)
        {
            Consoles.Output.WriteParagraph($"The capture ended before its {Counted.Of(result.AskedWindows, "window")}: {Capturer.Reason(result.End)}.");
        }

        if (result.Lost > 0)
        {
            Consoles.Output.WriteParagraph($"Lost on the way: {Counted.Of(result.Lost, "chunk")}; what is left stands in {Counted.Of(result.Stretches, "piece")}.");
        }

        return result.Windows == result.AskedWindows ? ExitCode.Ok : ExitCode.Failed;
    }

    private static ProgressStep Describe(CaptureProgress progress)
    {
        string away = progress.IsConnected ? "" : ", not connected";
        return new ProgressStep(progress.Fraction, $"{progress.Chunks} of {progress.TargetChunks} chunks{away}");
    }
}
