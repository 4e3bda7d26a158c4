using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoMonitor.Cli.Demo;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using Spectre.Console;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>demo</c>: the whole product in two minutes, without any hardware.</summary>
internal static class DemoVerb
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Verb Create()
    {
        var dataset = new Option<string?>("--dataset") { Description = "Play the recordings of this dataset instead of simulating machines.", HelpName = "DIR" };
        var split = new Option<string?>("--split") { Description = "Which split of the dataset; by default its first.", HelpName = "NAME" };
        Option<int> seed = SharedOptions.Number("--seed", "N", "Seed of machines, sensors and training.", 0, 1_000_000, 1);
        var noFault = new Option<bool>("--no-fault") { Description = "Control run: no fault comes, and nothing may be raised." };
        var headless = new Option<bool>("--headless") { Description = "Plain lines instead of a live table." };
        var json = new Option<string?>("--json") { Description = "Also write the result to a file.", HelpName = "FILE" };
        var verb = new Verb(
            "demo",
            "Virtual nodes that run the firmware are commissioned, trained, updated over MQTT, and flag a growing fault by themselves. "
            + "Ends with exit code 0 only if everything came as promised.",
            "nanomonitor demo",
            "nanomonitor demo --no-fault --headless --json control.json",
            "nanomonitor demo --dataset data/my-fan --split first-60-percent")
        {
            dataset,
            split,
            seed,
            noFault,
            headless,
            json,
        };
        verb.SetAction((parsed, cancel) =>
        {
            OutputFile.Require(parsed.GetValue(json));
            return parsed.GetValue(dataset) is { } folder
                ? PlaybackAsync(folder, parsed.GetValue(split), parsed.GetValue(seed), parsed.GetValue(noFault), parsed.GetValue(headless), parsed.GetValue(json), cancel)
                : parsed.GetValue(split) is not null
                    ? throw new UsageException("--split belongs to --dataset.")
                    : MachinesAsync(parsed.GetValue(seed), !parsed.GetValue(noFault), parsed.GetValue(headless), parsed.GetValue(json), cancel);
        });
        return verb;
    }

    private static async Task<int> MachinesAsync(int seed, bool withFault, bool headless, string? json, CancellationToken cancellationToken)
    {
        var report = await MachineDemo.RunAsync(seed, withFault, headless, cancellationToken);
        Consoles.Output.Write(MachineDemo.Summary(report));
        Consoles.Output.WriteLine($"{report.WallSeconds:F0} s, seed {report.Seed}.");
        Write(json, report);
        return report.Nodes.All(node => node.IsAsPromised) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<int> PlaybackAsync(
        string folder, string? split, int seed, bool noFault, bool headless, string? json, CancellationToken cancellationToken)
    {
        if (noFault)
        {
            throw new UsageException("--no-fault belongs to the simulated machines; recordings are played as they are.");
        }

        var result = await new PlaybackDemo(folder, split, seed).RunAsync(headless, cancellationToken);
        Consoles.Output.Write(PlaybackDemo.Summary(result));
        Write(json, result);
        return result is { ParityMismatches: 0, ParityWindows: > 0 } ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Write<T>(string? path, T result)
    {
        if (path is not null)
        {
            OutputFile.Write(path, JsonSerializer.Serialize(result, JsonOptions) + "\n");
        }
    }
}
