using System.CommandLine;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>keys rotate</c>: gives nodes new keys over the air, of the same fleet key or of a new one.</summary>
internal static class KeysRotateVerb
{
    public static Verb Create()
    {
        Option<string?> site = SharedOptions.OptionalName("--site", "Every node of this site.");
        Option<string?> node = SharedOptions.OptionalName("--node", "This node of the site.");
        var fleet = new Option<bool>("--fleet") { Description = "Makes a new fleet key beside the one before, and gives every node a key, and a password at the broker, that follow from it." };
        var resume = new Option<bool>("--resume") { Description = "Begins nothing: goes on with what is under way." };
        var connection = new ConnectionOptions();
        Option<string?> keyFile = SharedOptions.KeyFile();
        Option<int> timeout = SharedOptions.Number(
            "--timeout", "S", "Seconds each node may take to prove its key. After that the key waits at the broker for it; see --resume.", 0, 86_400, 30);
        var verb = new Verb(
            "rotate",
            "Gives nodes new keys over the air. The old key of a node counts until the node has signed its birth with the new one.",
            "nanomonitor keys rotate --site plant --node fan-1 --broker localhost",
            "nanomonitor keys rotate --fleet --broker localhost",
            "nanomonitor keys rotate --resume --broker localhost")
        {
            site, node, fleet, resume, timeout, keyFile,
        };
        connection.AddTo(verb);
        verb.Validators.Add(result =>
        {
            bool isNamed = result.GetValue(site) is not null;
            if (new[] { isNamed, result.GetValue(fleet), result.GetValue(resume) }.Count(given => given) != 1)
            {
                result.AddError("Give one of --site, --fleet and --resume.");
            }
            else if (!isNamed && result.GetValue(node) is not null)
            {
                result.AddError("--node needs its --site.");
            }
        });
        verb.SetAction(async (parsed, cancel) =>
        {
            string path = FleetKeyFile.Locate(parsed.GetValue(keyFile));
            FleetKey key = FleetKeyFile.Read(path);
            BrokerOptions options = connection.Of(parsed, key);
            await using BrokerConnection broker = await BrokerConnection.ConnectAsync(options, cancel);
            if (parsed.GetValue(fleet))
            {
                key = NextGeneration(path, key);
            }

            var rotator = new KeyRotator(broker, key, TimeProvider.System);
            NodeId[] nodes = [.. key.Ledger.Nodes.Where(known => known.Value.Pending is not null).Select(known => known.Key)];
            if (parsed.GetValue(resume) && nodes.Length == 0)
            {
                Console.WriteLine("No change of keys is under way.");
                return ExitCode.Ok;
            }

            if (!parsed.GetValue(resume))
            {
                IReadOnlyList<(NodeId Id, NodeKeyId Key)> found = await rotator.FindAsync(parsed.GetValue(site), parsed.GetValue(node), cancel);
                rotator.Begin(found);
                nodes = found.Count > 0
                    ? [.. found.Select(known => known.Id)]
                    : throw new FleetException($"No node of the fleet key {key.Fingerprint} is known at the broker {options.Address}.");
            }

            return await RotateAsync(rotator, key, nodes, TimeSpan.FromSeconds(parsed.GetValue(timeout)), cancel);
        });
        return verb;
    }

    // A new key that no node has got yet is the one to go on with.
    private static FleetKey NextGeneration(string path, FleetKey key)
    {
        if (key.Generation > 0 && key.Ledger.Nodes.All(node => node.Value.Proven.Generation < key.Generation))
        {
            return key;
        }

        key.Audit?.Write(null, "keys-rotate", $"fleet key generation {key.Generation + 1}", 0, "asked");
        FleetKey next = FleetKeyFile.CreateNext(path);
        Console.WriteLine($"Created the fleet key {next.Fingerprint} in {FleetKeyFile.PathOf(path, next.Generation)}. Keep a copy of it and of {KeyLedger.PathOf(path)} in a safe place.");
        return next;
    }

    private static async Task<int> RotateAsync(
        KeyRotator rotator, FleetKey key, NodeId[] nodes, TimeSpan patience, CancellationToken cancellationToken)
    {
        int waiting = 0;
        int failed = 0;
        foreach (NodeId id in nodes)
        {
            try
            {
                KeyRotationResult result = await rotator.RotateAsync(id, patience, cancellationToken);
                if (result.IsProven && result.Key.Generation < key.Generation)
                {
                    // A change was under way when the fleet key changed.
                    result = await rotator.RotateAsync(id, patience, cancellationToken);
                }

                waiting += result.IsProven ? 0 : 1;
                Console.WriteLine(result.IsProven ? $"{id} has proven {result.Key}." : $"{id} has not answered yet: {result.Key} waits for it at the broker.");
            }
            catch (FleetException e)
            {
                failed++;
                await Console.Error.WriteLineAsync(e.Message);
            }
        }

        Console.WriteLine($"{nodes.Length - waiting - failed} of {nodes.Length} nodes have their new key.");
        if (waiting > 0)
        {
            Console.WriteLine("Both keys of the others count until they have proven the new one: run 'nanomonitor keys rotate --resume' then.");
        }

        if (key.Generation > key.Ledger.OldestGeneration)
        {
            Console.WriteLine("Passwords at the broker follow when you run 'nanomonitor broker-config' again; after the last node 'nanomonitor keys retire'.");
        }

        return failed == 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
