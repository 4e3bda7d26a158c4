using System.CommandLine;
using System.Globalization;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Keys;
using Spectre.Console;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>keys status</c>: which keys there are, and how far each node is.</summary>
internal static class KeysStatusVerb
{
    public static Verb Create()
    {
        Option<string?> file = SharedOptions.KeyFile();
        var verb = new Verb(
            "status",
            "Shows the generations of the fleet key, and of each node whose key was ever changed what it has proven and what is on its way.",
            "nanomonitor keys status")
        {
            file,
        };
        verb.SetAction(parsed =>
        {
            string path = FleetKeyFile.Locate(parsed.GetValue(file));
            FleetKey key = FleetKeyFile.Read(path);
            for (int generation = 0; generation <= key.Generation; generation++)
            {
                string retired = generation < key.Ledger.OldestGeneration ? ", retired" : "";
                Console.WriteLine($"Generation {generation}: fleet key {key.OfGeneration(generation).Fingerprint} in {FleetKeyFile.PathOf(path, generation)}{retired}");
            }

            if (key.Ledger.Nodes.Count == 0)
            {
                Console.WriteLine("No node's key was ever changed.");
                return ExitCode.Ok;
            }

            Consoles.Output.Write(TableOf(key));
            return ExitCode.Ok;
        });
        return verb;
    }

    private static Table TableOf(FleetKey key)
    {
        Table table = new Table().Border(TableBorder.Ascii).AddColumns("Node", "Generation", "Epoch", "On its way");
        foreach ((NanoMonitor.Fleet.Nodes.NodeId id, NodeKeyState state) in key.Ledger.Nodes)
        {
            table.AddRow(
                id.ToString(),
                state.Proven.Generation.ToString(CultureInfo.InvariantCulture),
                state.Proven.Epoch.ToString(CultureInfo.InvariantCulture),
                state.Pending is { } pending ? $"epoch {pending.Epoch} of generation {pending.Generation}" : "");
        }

        return table;
    }
}
