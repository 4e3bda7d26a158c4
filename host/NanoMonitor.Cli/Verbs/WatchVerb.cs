using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>watch</c>: the live picture of the nodes at a broker.</summary>
internal static class WatchVerb
{
    public static Verb Create()
    {
        var connection = new ConnectionOptions();
        Option<string?> site = SharedOptions.OptionalName("--site", "Only this site.");
        Option<string?> node = SharedOptions.OptionalName("--node", "Only nodes of this id.");
        Option<string?> keyFile = SharedOptions.KeyFile();
        Option<int> seconds = SharedOptions.Number("--seconds", "S", "Ends after so many seconds; 0 watches until Ctrl-C.", 0, 1_000_000, 0);
        var verb = new Verb(
            "watch",
            "Shows the nodes live: state, score, what is to blame, events. A table on a terminal, a line for every change elsewhere.",
            "nanomonitor watch --broker localhost",
            "nanomonitor watch --broker plant-broker --broker-ca ca.pem --broker-user host --site plant >> plant.log")
        {
            site, node, seconds, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            FleetKey? key = KeyOrNull(parsed.GetValue(keyFile));
            return RunAsync(
                connection.Of(parsed, key),
                FleetView.Filters(parsed.GetValue(site), parsed.GetValue(node)),
                key,
                parsed.GetValue(seconds),
                cancel);
        });
        return verb;
    }

    // Somebody without the key may look; somebody who names a key file wants it used.
    private static FleetKey? KeyOrNull(string? given)
    {
        string path = FleetKeyFile.Locate(given);
        return given is null && !File.Exists(path) ? null : FleetKeyFile.Read(path);
    }

    private static async Task<int> RunAsync(
        BrokerOptions broker, IReadOnlyList<string> filters, FleetKey? key, int seconds, CancellationToken cancellationToken)
    {
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(broker, cancellationToken);
        await using BrokerSubscription subscription = await connection.SubscribeAsync(filters, cancellationToken);
        var view = new FleetView(key, TimeProvider.System);
        if (key is null)
        {
            await Console.Error.WriteLineAsync("No fleet key: whether messages are genuine is not checked. Name the key with --key-file.");
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (seconds > 0)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        await new FleetWatcher(connection, subscription, view).RunAsync(end.Token);
        return ExitCode.Ok;
    }
}
