using NanoMonitor.Cli.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NanoMonitor.Cli.Demo;

/// <summary>Shows what all nodes of a demo are doing: a live table on a terminal, a line a phase elsewhere.</summary>
internal static class DemoDisplay
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(150);

    /// <summary>Runs the work and shows the nodes meanwhile.</summary>
    /// <param name="console">Where.</param>
    /// <param name="headless">Lines even on a terminal.</param>
    /// <param name="nodes">Name and status of each node.</param>
    /// <param name="work">The demo.</param>
    public static async Task<T> RunAsync<T>(
        IAnsiConsole console, bool headless, IReadOnlyList<(string Name, DemoStatus Status)> nodes, Func<Task<T>> work)
    {
        if (headless || !console.IsLive())
        {
            foreach (var (name, status) in nodes)
            {
                status.PhaseChanged += phase => console.Profile.Out.Writer.WriteLine($"{name}: {phase}");
            }

            return await work();
        }

        var unicode = console.Profile.Capabilities.Unicode;
        return await console.Live(Render(nodes, unicode)).StartAsync(async live =>
        {
            var running = work();
            while (await Task.WhenAny(running, Task.Delay(Period)) != running)
            {
                live.UpdateTarget(Render(nodes, unicode));
            }

            live.UpdateTarget(Render(nodes, unicode));
            return await running;
        });
    }

    private static Table Render(IReadOnlyList<(string Name, DemoStatus Status)> nodes, bool unicode)
    {
        var table = new Table { Border = unicode ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumns("node", "phase", "progress", "score", "node says");
        table.Columns[1].Width(20);
        table.Columns[2].Width(36);
        table.Columns[3].Width(24);
        table.Columns[4].Width(13);
        foreach (var (name, status) in nodes)
        {
            var (phase, fraction, detail, state, sparkline) = status.Snapshot(unicode);
            table.AddRow(new Markup($"[bold]{name}[/]"), new Text(phase), Bar(fraction, detail, unicode), new Markup($"[aqua]{sparkline}[/]"), new Markup(state));
        }

        return table;
    }

    private static Markup Bar(double fraction, string detail, bool unicode)
    {
        const int width = 10;
        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * width);
        var (done, open) = unicode ? ('━', '━') : ('#', '-');
        return new Markup($"[green]{new string(done, full)}[/][grey23]{new string(open, width - full)}[/] [grey]{Markup.Escape(detail)}[/]");
    }
}
