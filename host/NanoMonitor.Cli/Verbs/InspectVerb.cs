using System.CommandLine;
using System.Text.Json;
using NanoMonitor.Cli.Inspection;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Core.Model;
using NanoMonitor.Fleet.Push;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>inspect</c>: what is in a weight table.</summary>
internal static class InspectVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Verb Create()
    {
        var model = new Argument<string>("MODEL.nmt") { Description = "The weight table." };
        var json = new Option<bool>("--json") { Description = "Prints JSON instead of tables." };
        var verb = new Verb(
            "inspect",
            "Shows what is in a weight table: feature spec, groups, modes, layers, quantization, thresholds, size, cost on the node.",
            "nanomonitor inspect fan-1.nmt",
            "nanomonitor inspect fan-1.nmt --json")
        {
            model, json,
        };
        verb.SetAction(parsed => Run(parsed.GetRequiredValue(model), parsed.GetValue(json)));
        return verb;
    }

    private static int Run(string path, bool json)
    {
        WeightTable table = ModelFile.Read(path, WeightTable.Read);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(ModelJson.Of(path, table), Indented));
        }
        else
        {
            ModelTables.Write(Consoles.Output, path, table);
        }

        return ExitCode.Ok;
    }
}
