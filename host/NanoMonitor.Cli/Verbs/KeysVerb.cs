using System.CommandLine;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>keys create</c> and <c>keys check</c>.</summary>
internal static class KeysVerb
{
    public static Verb Create() => new Verb(
        "keys",
        "The fleet key, from which every node's key is derived.",
        "nanomonitor keys create --out ~/.config/nanomonitor/fleet.key")
    {
        CreateCreate(),
        CreateCheck(),
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
