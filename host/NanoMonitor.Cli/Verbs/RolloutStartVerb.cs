using System.CommandLine;
using System.CommandLine.Parsing;
using NanoMonitor.Cli.Rollouts;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>rollout start</c>: plans a rollout, and works on it.</summary>
internal static class RolloutStartVerb
{
    private const string Pause = "pause";
    private const string RollBack = "roll-back";

    public static Verb Create()
    {
        var defaults = new RolloutPolicy();
        var model = new Argument<string>("MODEL.nmt") { Description = "The weight table." };
        Option<string?> name = SharedOptions.OptionalName("--name", "Name of the rollout. Defaults to that of the model.");
        Option<string?> site = SharedOptions.OptionalName("--site", "Only nodes of this site.");
        Option<string?> node = Text("--node", "GLOB", "Only nodes whose id matches; * stands for any characters, ? for one.");
        Option<string?> sensor = Text("--sensor", "NAME", "Only nodes with this accelerometer.");
        Option<string?> spec = Text("--spec", "HASH", "Only nodes with this feature spec, 16 hexadecimal digits.");
        Option<string?> current = Text("--current-model", "ID", $"Only nodes that run this model; '{NodeFilter.NoModel}' for those without one.");
        Option<string?> machineClass = Text("--machine-class", "NAME", "Only nodes on such machines.");
        var waves = new Option<string>("--waves")
        {
            Description = "How far each wave reaches: a number of nodes, a percentage of all, or all.",
            HelpName = "N|P%|all,…",
            DefaultValueFactory = _ => "1,25%,all",
        };
        waves.Validators.Add(RefuseBadWaves);
        Option<int> success = SharedOptions.Number("--success", "P", "Percent of a wave's nodes that must run the table and be no worse, for the next wave to begin.", 1, 100, defaults.SuccessPercent);
        Option<int> failures = SharedOptions.Number("--max-failures", "P", "Percent of a wave's nodes that may refuse, revert, stay silent or be worse.", 0, 100, defaults.FailurePercent);
        Option<int> within = SharedOptions.Number("--within", "M", "Minutes a node may take until it has confirmed.", 1, 100_000, (int)defaults.Patience.TotalMinutes);
        Option<int> sleep = SharedOptions.Number("--sleep-within", "M", "As --within, for nodes that sleep.", 1, 1_000_000, (int)defaults.SleepPatience.TotalMinutes);
        Option<int> soak = SharedOptions.Number("--soak", "M", "Minutes over which a node's warnings, alarms and voided windows are compared, before and after; 0 compares nothing.", 0, 100_000, (int)defaults.Soak.TotalMinutes);
        Option<int> voided = SharedOptions.Number("--max-voided-rise", "P", "Percentage points by which a node's share of voided windows may rise.", 0, 100, defaults.VoidedRisePoints);
        var onFailure = new Option<string>("--on-failure")
        {
            Description = "What happens by itself when a wave fails: it waits for a person, or the nodes of the wave get their old table back.",
            HelpName = $"{Pause}|{RollBack}",
            DefaultValueFactory = _ => Pause,
        };
        onFailure.AcceptOnlyFromAmong(Pause, RollBack);
        var previous = new Option<string[]>("--previous")
        {
            Description = "Tables that nodes run now, to go back to; for those that are not at the broker.",
            HelpName = "MODEL.nmt",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would happen, and publishes and keeps nothing." };
        Option<string?> state = RolloutOptions.State();
        var connection = new ConnectionOptions();
        Option<string?> keyFile = SharedOptions.KeyFile();
        var verb = new Verb(
            "start",
            "Plans a rollout and works on it: canary first, the next wave once enough nodes of the last run the table and are no worse than before.",
            "nanomonitor rollout start fan.nmt --site plant --node 'fan-*' --dry-run",
            "nanomonitor rollout start fan.nmt --machine-class fan --waves 2,25%,all --soak 60 --on-failure roll-back")
        {
            model, name, site, node, sensor, spec, current, machineClass, waves, success, failures, within, sleep, soak, voided, onFailure, previous, dryRun, state, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            ModelPackage package = ModelPackage.Read(parsed.GetRequiredValue(model));
            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            var filter = new NodeFilter
            {
                Site = parsed.GetValue(site),
                NodePattern = parsed.GetValue(node),
                Sensor = parsed.GetValue(sensor),
                FeatureSpec = parsed.GetValue(spec)?.ToLowerInvariant(),
                Model = parsed.GetValue(current),
                MachineClass = parsed.GetValue(machineClass),
            };
            var policy = new RolloutPolicy
            {
                SuccessPercent = parsed.GetValue(success),
                FailurePercent = parsed.GetValue(failures),
                Patience = TimeSpan.FromMinutes(parsed.GetValue(within)),
                SleepPatience = TimeSpan.FromMinutes(parsed.GetValue(sleep)),
                Soak = TimeSpan.FromMinutes(parsed.GetValue(soak)),
                VoidedRisePoints = parsed.GetValue(voided),
                OnFailure = parsed.GetValue(onFailure) == RollBack ? FailureAction.RollBack : FailureAction.Pause,
            };
            return RunAsync(
                connection.Of(parsed, key),
                key,
                RolloutOptions.Folder(parsed, state),
                (starter, cancellationToken) => starter.PlanAsync(
                    parsed.GetValue(name) ?? package.ModelId,
                    package,
                    filter,
                    WaveSize.ParseList(parsed.GetRequiredValue(waves)),
                    policy,
                    [.. parsed.GetRequiredValue(previous).Select(path => ModelPackage.Read(path))],
                    cancellationToken),
                package,
                parsed.GetValue(dryRun),
                cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        BrokerOptions broker,
        FleetKey key,
        RolloutFolder folder,
        Func<RolloutStarter, CancellationToken, Task<(RolloutRecord Record, IReadOnlyList<ModelPackage> Previous)>> plan,
        ModelPackage package,
        bool isDry,
        CancellationToken cancellationToken)
    {
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(broker, cancellationToken);
        var starter = new RolloutStarter(connection, key, folder, TimeProvider.System);
        (RolloutRecord record, IReadOnlyList<ModelPackage> previous) = await plan(starter, cancellationToken);
        if (isDry || Consoles.Output.IsLive())
        {
            Consoles.Output.Write(RolloutTable.CreatePlan(record, Consoles.Output));
        }

        if (isDry)
        {
            Console.WriteLine($"{Counted.Of(record.Nodes.Count, "node")} in {Counted.Of(record.WaveCount, "wave")}, {record.Skipped.Count} skipped. Nothing was published or kept.");
            return ExitCode.Ok;
        }

        using RolloutStore store = starter.Start(record, package, previous);
        return await RolloutSession.RunAsync(connection, key, store, first: null, cancellationToken);
    }

    private static Option<string?> Text(string option, string helpName, string description) => new(option) { Description = description, HelpName = helpName };

    private static void RefuseBadWaves(OptionResult result)
    {
        try
        {
            WaveSize.ParseList(result.GetValueOrDefault<string>());
        }
        catch (FormatException e)
        {
            result.AddError($"--waves: {e.Message}");
        }
    }
}
