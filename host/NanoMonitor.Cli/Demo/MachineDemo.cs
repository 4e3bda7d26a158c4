using System.Diagnostics;
using System.Net;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using Spectre.Console;

namespace NanoMonitor.Cli.Demo;

/// <summary>Three virtual nodes on three machines, from the first boot to the alarm.</summary>
internal static class MachineDemo
{
    /// <summary>Runs it.</summary>
    /// <param name="seed">Seeds machines, sensors and training.</param>
    /// <param name="withFault">Whether the faults come.</param>
    /// <param name="headless">Lines instead of a live table.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<DemoReport> RunAsync(int seed, bool withFault, bool headless, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var folder = new TemporaryFolder();
        await using var broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        await using var connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), cancellationToken);
        var key = FleetKey.Create();
        using var trainer = new DemoTrainer();
        DemoNode[] nodes = [.. DemoPlan.All.Select((plan, i) => new DemoNode(plan, (seed * 100) + i, key, connection, trainer, folder.Path))];
        try
        {
            DemoNodeResult[] results = await DemoDisplay.RunAsync(
                Consoles.Progress,
                headless,
                [.. nodes.Select(node => (node.Name, node.Status))],
                () => AllAsync(nodes, withFault, cancellationToken));
            return new DemoReport(seed, results, Math.Round(clock.Elapsed.TotalSeconds, 1));
        }
        finally
        {
            foreach (var node in nodes)
            {
                node.Dispose();
            }
        }
    }

    /// <summary>The table at the end.</summary>
    public static Table Summary(DemoReport report)
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = true, Title = new TableTitle("What the nodes said; numbers are windows since the boot") };
        foreach (var heading in new[] { "node", "table", "fault\nfrom", "warning\nat", "alarm\nat", "false\nalarms", "most to blame", "node\n= host" })
        {
            table.AddColumn(new TableColumn(heading) { Padding = new Padding(0), NoWrap = heading != "most to blame" });
        }

        foreach (var node in report.Nodes)
        {
            table.AddRow(
                $"[bold]{node.Node}[/]\n{node.Machine}",
                $"{node.TableBytes} B{(node.Residual ? "\nresidual" : "")}",
                node.FaultStartWindow is { } start ? $"{node.Fault}\n{start}" : "none",
                After(node, node.FirstWarningWindow),
                After(node, node.FirstAlarmWindow),
                node.FalseAlarms == 0 ? "[green]0[/]" : $"[red]{node.FalseAlarms}[/]",
                node.Blamed.Count == 0 ? "–" : Markup.Escape(string.Join('\n', node.Blamed)),
                node.ParityMismatches == 0 ? $"[green]{node.ParityWindows}[/]\nequal" : $"[red]{node.ParityMismatches}[/] of\n{node.ParityWindows}\ndiffer");
        }

        return table;
    }

    private static string After(DemoNodeResult node, int? window)
    {
        return window is { } at && node.FaultStartWindow is { } start
            ? $"+{(at - start) * node.HopSeconds:0} s\n{at}"
            : "–";
    }

    // The first failure ends the others.
    private static async Task<DemoNodeResult[]> AllAsync(IReadOnlyList<DemoNode> nodes, bool withFault, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<DemoNodeResult>[] running = [.. nodes.Select(node => node.RunAsync(withFault, stop.Token))];
        await foreach (var ended in Task.WhenEach(running))
        {
            if (!ended.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }
        }

        return await Task.WhenAll(running);
    }
}
