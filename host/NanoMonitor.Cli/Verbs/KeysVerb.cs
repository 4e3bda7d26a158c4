using System.CommandLine;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>keys</c>: the fleet key and what follows from it.</summary>
internal static class KeysVerb
{
    public static Verb Create() => new Verb(
        "keys",
        "The fleet key, from which every node's key is derived.",
        "nanomonitor keys create --out ~/.config/nanomonitor/fleet.key")
    {
        CreateCreate(),
        CreateCheck(),
        KeysStatusVerb.Create(),
        KeysRotateVerb.Create(),
        CreateRetire(),
    };

    private static Verb CreateCreate()
    {
        var output = new Option<string?>("--out", "-o")
        {
            Description = $"New file, for its owner only. Defaults to ${FleetKeyFile.PathVariable}, then ~/.config/nanomonitor/fleet.key.",
            HelpName = "FILE",
        };
        var verb = new Verb(
            "create",
            "Creates a new random fleet key in a new file. Keep a copy in a safe place: without it no node can be updated.",
            "nanomonitor keys create --out ~/.config/nanomonitor/fleet.key")
        {
            output,
        };
        verb.SetAction(parsed =>
        {
            string path = FleetKeyFile.Locate(parsed.GetValue(output));
            FleetKey key = FleetKeyFile.Create(path);
            Console.WriteLine($"Created the fleet key {key.Fingerprint} in {path}.");
            return ExitCode.Ok;
        });
        return verb;
    }

    private static Verb CreateRetire()
    {
        Option<string?> file = SharedOptions.KeyFile();
        var force = new Option<bool>("--force") { Description = "Also where nodes have not proven a key of the newest generation: they have to be provisioned again." };
        var verb = new Verb(
            "retire",
            "Believes nothing any more that is signed with an older generation of the fleet key, once every node has a key of the newest.",
            "nanomonitor keys retire")
        {
            force, file,
        };
        verb.SetAction(parsed =>
        {
            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(file)));
            string[] behind = [.. key.Ledger.Nodes.Where(node => node.Value.Proven.Generation < key.Generation).Select(node => node.Key.ToString())];
            if (behind.Length > 0 && !parsed.GetValue(force))
            {
                throw new FleetException(
                    $"Not yet: {string.Join(", ", behind)} would no longer be believed. Go on with 'nanomonitor keys rotate --resume', or give --force.");
            }

            key.Ledger.Retire(key.Generation);
            key.Audit?.Write(null, "keys-retire", $"generations before {key.Generation}", 0, "done");
            Console.WriteLine($"Only the fleet key {key.Fingerprint} counts from now on.");
            return ExitCode.Ok;
        });
        return verb;
    }

    private static Verb CreateCheck()
    {
        Option<string?> file = SharedOptions.KeyFile();
        var verb = new Verb(
            "check",
            "Reads the fleet key as the other verbs do and prints its fingerprint.",
            "nanomonitor keys check --key-file plant.key")
        {
            file,
        };
        verb.SetAction(parsed =>
        {
            string path = FleetKeyFile.Locate(parsed.GetValue(file));
            Console.WriteLine($"{path} holds the fleet key {FleetKeyFile.Read(path).Fingerprint}.");
            return ExitCode.Ok;
        });
        return verb;
    }
}
