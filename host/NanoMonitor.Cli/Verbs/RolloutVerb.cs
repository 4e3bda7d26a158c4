using System.CommandLine;
using NanoMonitor.Cli.Rollouts;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Rollouts;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>rollout</c>: a weight table for many nodes, wave by wave.</summary>
internal static class RolloutVerb
{
    public static Verb Create() => new Verb(
        "rollout",
        "Brings a weight table to many nodes in waves, and stops or goes back by itself where nodes refuse it or get worse.",
        "nanomonitor rollout start fan.nmt --site plant --node 'fan-*' --waves 1,25%,all")
    {
        RolloutStartVerb.Create(),
        RolloutStatusVerb.Create(),
        CreatePause(),
        CreateResume(),
        CreateAbort(),
    };

    private static Verb CreatePause()
    {
        Argument<string> name = RolloutOptions.Name();
        Option<string?> state = RolloutOptions.State();
        var verb = new Verb(
            "pause",
            "Stops a rollout, also one that another terminal shows. Nodes that have their manifest go on with it.",
            "nanomonitor rollout pause fan")
        {
            name, state,
        };
        verb.SetAction(parsed => Stop(RolloutOptions.Folder(parsed, state), parsed.GetRequiredValue(name), RolloutRequest.Pause));
        return verb;
    }

    private static Verb CreateResume()
    {
        Argument<string> name = RolloutOptions.Name();
        Option<string?> state = RolloutOptions.State();
        var connection = new ConnectionOptions();
        Option<string?> keyFile = SharedOptions.KeyFile();
        var verb = new Verb(
            "resume",
            "Goes on with a rollout that was paused, in spite of the nodes that have failed so far, or whose host was stopped.",
            "nanomonitor rollout resume fan --broker localhost")
        {
            name, state, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            return WorkAsync(connection.Of(parsed, key), key, RolloutOptions.Folder(parsed, state), parsed.GetRequiredValue(name), RolloutRequest.Resume, cancel);
        });
        return verb;
    }

    private static Verb CreateAbort()
    {
        Argument<string> name = RolloutOptions.Name();
        Option<string?> state = RolloutOptions.State();
        var rollBack = new Option<bool>("--roll-back") { Description = "Brings every node that was assigned the new table back to what it ran before." };
        var connection = new ConnectionOptions();
        Option<string?> keyFile = SharedOptions.KeyFile();
        var verb = new Verb(
            "abort",
            "Ends a rollout for good. Nodes keep what they have; a table that waits at the broker for a node goes on waiting, unless it is rolled back.",
            "nanomonitor rollout abort fan",
            "nanomonitor rollout abort fan --roll-back --broker localhost")
        {
            name, rollBack, state, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            RolloutFolder folder = RolloutOptions.Folder(parsed, state);
            string rollout = parsed.GetRequiredValue(name);
            if (!parsed.GetValue(rollBack) || folder.IsHeld(rollout))
            {
                return Task.FromResult(Stop(folder, rollout, parsed.GetValue(rollBack) ? RolloutRequest.RollBack : RolloutRequest.Abort));
            }

            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            return WorkAsync(connection.Of(parsed, key), key, folder, rollout, RolloutRequest.RollBack, cancel);
        });
        return verb;
    }

    // Another host obeys at its next step; where none works on it, it is done here.
    private static int Stop(RolloutFolder folder, string name, RolloutRequest request)
    {
        folder.Read(name);
        if (folder.IsHeld(name))
        {
            folder.Ask(name, request);
            Console.WriteLine($"The host that works on {name} has been asked to; see 'nanomonitor rollout status {name}'.");
            return ExitCode.Ok;
        }

        using RolloutStore store = folder.Open(name);
        RolloutOrders.Obey(store.Record, request, TimeProvider.System.GetUtcNow());
        store.Save();
        Console.WriteLine($"{name} is {RolloutText.Of(store.Record.Status)}.");
        return ExitCode.Ok;
    }

    private static async Task<int> WorkAsync(
        BrokerOptions broker, FleetKey key, RolloutFolder folder, string name, RolloutRequest request, CancellationToken cancellationToken)
    {
        using RolloutStore store = folder.Open(name);
        if (request == RolloutRequest.Resume && store.Record.IsOver)
        {
            throw new FleetException($"The rollout '{name}' is {RolloutText.Of(store.Record.Status)}: there is nothing to resume.");
        }

        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(broker, cancellationToken);
        return await RolloutSession.RunAsync(connection, key, store, request, cancellationToken);
    }
}
