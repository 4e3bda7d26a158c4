using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Audit;
using NanoMonitor.Fleet.Keys;
using Spectre.Console;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>audit</c>: who asked what of which node.</summary>
internal static class AuditVerb
{
    public static Verb Create()
    {
        Option<string?> file = SharedOptions.KeyFile();
        Option<string?> site = SharedOptions.OptionalName("--site", "What concerns this site.");
        Option<string?> node = SharedOptions.OptionalName("--node", "What concerns nodes of this name.");
        Option<int> last = SharedOptions.Number("--last", "N", "The newest entries only.", 1, 1_000_000, 50);
        var asJson = new Option<bool>("--json") { Description = "A line of JSON an entry." };
        var verb = new Verb(
            "audit",
            "Shows who has asked what of which node with this fleet key on this computer, and what came of it: commands, models, keys.",
            "nanomonitor audit --site plant --node fan-1")
        {
            site, node, last, asJson, file,
        };
        verb.SetAction(parsed =>
        {
            var log = new AuditLog(FleetKeyFile.Locate(parsed.GetValue(file)));
            AuditEntry[] entries =
            [
                .. log.Read().Where(entry => Concerns(entry, parsed.GetValue(site), parsed.GetValue(node))).TakeLast(parsed.GetValue(last)),
            ];
            if (parsed.GetValue(asJson))
            {
                Array.ForEach(entries, entry => Console.WriteLine(JsonSerializer.Serialize(entry, JsonSerializerOptions.Web)));
                return ExitCode.Ok;
            }

            Consoles.Output.Write(TableOf(entries));
            return ExitCode.Ok;
        });
        return verb;
    }

    private static bool Concerns(AuditEntry entry, string? site, string? node)
    {
        string[] names = entry.Node.Split('/');
        return (site is null || names[0] == site) && (node is null || names[^1] == node);
    }

    private static Table TableOf(IEnumerable<AuditEntry> entries)
    {
        Table table = new Table().Border(TableBorder.Ascii).AddColumns("When, UTC", "Who", "Node", "What", "Answer");
        foreach (AuditEntry entry in entries)
        {
            table.AddRow(
                new Text(entry.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                new Text(entry.User),
                new Text(entry.Node),
                new Text($"{entry.Verb} {entry.Arguments}".Trim()),
                new Text(entry.Answer));
        }

        return table;
    }
}
