using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Watch;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NanoMonitor.Cli.Terminal;

/// <summary>Shows what nodes say until it is cancelled: a table on a terminal, a line for every change elsewhere.</summary>
/// <param name="connection">The broker.</param>
/// <param name="subscription">To <see cref="FleetView.Filters"/>.</param>
/// <param name="view">Takes the messages.</param>
internal sealed class FleetWatcher(BrokerConnection connection, BrokerSubscription subscription, FleetView view)
{
    private const int ShownLines = 10;

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.25);

    private readonly Queue<string> lines = new();

    /// <summary>Whether summaries get lines too, where lines are written.</summary>
    public bool WithTelemetry { get; init; } = true;

    /// <summary>Ends without an exception when cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (Consoles.Output.IsLive() ? ShowAsync(cancellationToken) : PrintAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wanted end.
        }
    }

    private async Task PrintAsync(CancellationToken cancellationToken)
    {
        connection.ConnectedChanged += isConnected => Print(isConnected ? "connected again" : $"lost the broker {connection.Address}; trying again");
        Print($"watching {connection.Address}");
        int rejected = 0;
        await foreach (BrokerMessage message in subscription.Messages.ReadAllAsync(cancellationToken))
        {
            if (view.Apply(message) is { } change && (WithTelemetry || change.Content is not Telemetry) && ChangeText.Describe(change) is { } text)
            {
                Print(text);
            }

            if (view.RejectedCount > rejected)
            {
                rejected = view.RejectedCount;
                Print($"not believed: {view.LastRejection}");
            }
        }
    }

    private static void Print(string text) => Console.WriteLine($"{DateTime.Now:yyyy-MM-dd HH:mm:ss} {text}");

    private Task ShowAsync(CancellationToken cancellationToken) => Consoles.Output.Live(Picture()).StartAsync(async live =>
    {
        using var timer = new PeriodicTimer(Refresh);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            while (subscription.Messages.TryRead(out BrokerMessage? message))
            {
                Note(view.Apply(message));
            }

            live.UpdateTarget(Picture());
        }
    });

    private void Note(FleetChange? change)
    {
        if (change is null or { Retained: true } or { Content: Telemetry } || ChangeText.Describe(change) is not { } text)
        {
            return;
        }

        lines.Enqueue($"{DateTime.Now:HH:mm:ss} {text}");
        if (lines.Count > ShownLines)
        {
            lines.Dequeue();
        }
    }

    private Rows Picture()
    {
        string link = connection.IsConnected ? $"{connection.Address}" : $"{connection.Address} is away, trying again";
        string rejected = view.RejectedCount == 0 ? "" : $"; {Counted.Of(view.RejectedCount, "message")} not believed, the last: {view.LastRejection}";
        List<IRenderable> rows = [FleetTable.Create(view.Nodes, Consoles.Output.Profile)];
        rows.AddRange(lines.Select(line => new Text(line)));
        rows.Add(new Text($"{Counted.Of(view.Nodes.Count, "node")} at {link}{rejected}. Ctrl-C ends.", new Style(Color.Grey)));
        return new Rows(rows);
    }
}
