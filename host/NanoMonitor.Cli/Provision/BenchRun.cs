using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Provisioning;

namespace NanoMonitor.Cli.Provision;

/// <summary>Writes what the flasher needs instead of talking to nodes.</summary>
internal static class BenchRun
{
    /// <param name="plan">What to do.</param>
    /// <param name="folder">Where; several nodes get a folder each within it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ProvisionPlan plan, string folder)
    {
        var missing = new MissingFields(Consoles.Progress);
        foreach (SettingsBuilder fields in plan.Nodes)
        {
            await missing.CompleteAsync(fields, plan.Broker, plan.Key, scan: null);
            NodeSettings settings = fields.Build(plan.Key, fields.Get("improvPort"));
            string place = plan.Nodes.Count == 1 ? folder : Path.Combine(folder, $"{settings.Configuration.Site}.{settings.Configuration.Node}");
            IReadOnlyList<string> written = BenchFiles.Write(place, settings, plan.Port);
            Consoles.Output.WriteParagraph($"{settings.Configuration.Site}/{settings.Configuration.Node}: {string.Join(", ", written)}");
            Consoles.Output.WriteParagraph($"  nanoff --filedeployment {written[0]}");
            if (written[1].EndsWith("net.json", StringComparison.Ordinal))
            {
                Consoles.Output.WriteParagraph($"  nanoff --networkdeployment {written[1]}");
            }
        }

        Notes.Write(["These files hold the node's key and passwords in plain text. Delete them when they are on the node."]);
        return ExitCode.Ok;
    }
}
