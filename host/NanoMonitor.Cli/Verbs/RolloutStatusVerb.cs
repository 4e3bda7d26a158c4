using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>rollout status</c>: how far rollouts are.</summary>
internal static class RolloutStatusVerb
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    public static Verb Create()
    {
        Argument<string?> name = RolloutOptions.OptionalName();
        Option<string?> state = RolloutOptions.State();
        var json = new Option<bool>("--json") { Description = "Writes all that is known, every decision included, as JSON." };
        var log = new Option<bool>("--log") { Description = "Writes every decision so far, a line each." };
        var verb = new Verb(
            "status",
            "Says how far rollouts are and why, whether or not a host works on them. Needs no broker.",
            "nanomonitor rollout status fan",
            "nanomonitor rollout status fan --json")
        {
            name, json, log, state,
        };
        verb.SetAction(parsed =>
        {
            RolloutFolder folder = RolloutOptions.Folder(parsed, state);
            IReadOnlyList<string> names = parsed.GetValue(name) is { } one ? [one] : folder.Names;
            RolloutRecord[] records = [.. names.Select(folder.Read)];
            if (parsed.GetValue(json))
            {
                WriteJson(folder, records, isOne: parsed.GetValue(name) is not null);
            }
            else
            {
                Write(folder, records, withLog: parsed.GetValue(log));
            }

            return ExitCode.Ok;
        });
        return verb;
    }

    private static void WriteJson(RolloutFolder folder, RolloutRecord[] records, bool isOne)
    {
        JsonNode[] all = [.. records.Select(record =>
        {
            JsonNode node = JsonNode.Parse(RolloutFolder.Encode(record))!;
            node["isWorkedOn"] = folder.IsHeld(record.Name);
            return node;
        })];
        Console.WriteLine((isOne ? all[0] : new JsonArray(all)).ToJsonString(indented));
    }

    private static void Write(RolloutFolder folder, RolloutRecord[] records, bool withLog)
    {
        if (records.Length == 0)
        {
            Console.WriteLine($"There is no rollout in {folder.Path}.");
        }

        foreach (RolloutRecord record in records)
        {
            if (withLog)
            {
                record.Log.ForEach(entry => Console.WriteLine(RolloutTable.Line(entry)));
                continue;
            }

            Consoles.Output.Write(RolloutTable.Create(record, Consoles.Output));
            if (!record.IsAtRest && !folder.IsHeld(record.Name))
            {
                Console.WriteLine($"No host works on it: 'nanomonitor rollout resume {record.Name}'.");
            }
        }
    }
}
