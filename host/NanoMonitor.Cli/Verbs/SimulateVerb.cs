using System.CommandLine;
using NanoMonitor.Cli.Simulate;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Watch;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>simulate</c>: virtual nodes against any broker.</summary>
internal static class SimulateVerb
{
    private const string All = "all";

    public static Verb Create()
    {
        Option<BrokerAddress> broker = SharedOptions.Broker();
        Option<string?> site = SharedOptions.OptionalName("--site", "Site of the nodes.");
        site.DefaultValueFactory = _ => "simulation";
        Option<string?> keyFile = SharedOptions.KeyFile();
        var machine = new Option<string>("--machine")
        {
            Description = "Machine the nodes hang on.",
            HelpName = string.Join('|', MachineKind.All.Select(kind => kind.Name).Append(All)),
            DefaultValueFactory = _ => All,
        };
        machine.AcceptOnlyFromAmong([.. MachineKind.All.Select(kind => kind.Name), All]);
        Option<int> count = SharedOptions.Number("--count", "N", "Nodes on machines of each kind; they are called fan-1, fan-2 …", 1, 1000, 1);
        Option<int> speed = SharedOptions.Number("--speed", "N", "Simulated seconds in a second, at most; 0 is as fast as the machine can.", 0, 100_000, 1);
        Option<int> seed = SharedOptions.Number("--seed", "N", "Seed of machines and sensors.", 0, 1_000_000, 1);
        Option<int?> faultAfter = SharedOptions.OptionalNumber(
            "--fault-after", "M", "Simulated minutes until a fault begins on every machine; by default none does.", 0, 100_000);
        Option<int> faultGrowth = SharedOptions.Number("--fault-growth", "M", "Simulated minutes until it has grown to its full size.", 0, 100_000, 10);
        var serial = new Option<bool>("--serial")
        {
            Description = "Nodes come without a configuration, each with a serial port to try 'provision' on. Linux and macOS.",
        };
        var verb = new Verb(
            "simulate",
            "Runs virtual nodes, with the firmware as it is, on simulated machines against a broker, and shows them until Ctrl-C.",
            "nanomonitor simulate --broker localhost --machine fan --speed 60",
            "nanomonitor simulate --broker localhost --site plant --count 10 --fault-after 60")
        {
            broker, site, machine, count, speed, serial, faultAfter, faultGrowth, seed, keyFile,
        };
        verb.SetAction((parsed, cancel) => RunAsync(
            new SimulationPlan(
                parsed.GetValue(site)!,
                [.. MachineKind.All.Where(kind => parsed.GetValue(machine) is { } name && (name == All || name == kind.Name))],
                parsed.GetValue(count),
                parsed.GetValue(speed),
                parsed.GetValue(seed),
                parsed.GetValue(serial),
                parsed.GetValue(faultAfter),
                parsed.GetValue(faultGrowth)),
            parsed.GetRequiredValue(broker),
            FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile))),
            cancel));
        return verb;
    }

    private static async Task<int> RunAsync(SimulationPlan plan, BrokerAddress address, FleetKey key, CancellationToken cancellationToken)
    {
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), cancellationToken);
        await using BrokerSubscription subscription = await connection.SubscribeAsync(FleetView.Filters(plan.Site, null), cancellationToken);
        using var nodes = new SimulatedNodes(plan, address, key);
        Notes.Write([$"Site {plan.Site}: {string.Join(", ", nodes.Names)}. Ctrl-C ends."]);
        Notes.Write(nodes.SerialPorts.Select(port => $"{port.Name}: serial port {port.Path}"));
        nodes.Start(plan.Speed);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watcher = new FleetWatcher(connection, subscription, new FleetView(key, TimeProvider.System)) { WithTelemetry = false };
        Task watching = watcher.RunAsync(end.Token);
        try
        {
            await nodes.WatchForFaultsAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wanted end.
        }
        finally
        {
            await end.CancelAsync();
            await watching;
        }

        return ExitCode.Ok;
    }
}
