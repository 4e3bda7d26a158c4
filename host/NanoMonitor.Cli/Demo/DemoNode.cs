using NanoMonitor.Cli.Terminal;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Commissioning;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Cli.Demo;

/// <summary>
/// The story of one node: boots, is commissioned, gets a model trained from what it sent, and flags a growing fault by itself.
/// Its simulated time is let on phase by phase and stands still in between, so that the same seed gives the same windows,
/// the same model and the same flags.
/// </summary>
internal sealed class DemoNode : IDisposable
{
    private const int BootSeconds = 12;
    private const int TestingSeconds = 40;

    // The sensor's clock may be slow, and the last batch is sent a little later.
    private const int CommissioningSlackSeconds = 25;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DemoPlan plan;
    private readonly int seed;
    private readonly FleetKey key;
    private readonly BrokerConnection connection;
    private readonly DemoTrainer trainer;
    private readonly string folder;
    private readonly NodeId id;
    private readonly Machine machine;
    private readonly VirtualNode node;
    private long nowSeconds;

    public DemoNode(DemoPlan plan, int seed, FleetKey key, BrokerConnection connection, DemoTrainer trainer, string folder)
    {
        this.plan = plan;
        this.seed = seed;
        this.key = key;
        this.connection = connection;
        this.trainer = trainer;
        this.folder = Path.Combine(folder, plan.Node);
        id = new NodeId(DemoPlan.Site, plan.Node);
        machine = plan.Kind.Create(seed);
        var seconds = (plan.CommissioningMinutes * 60) + BootSeconds + CommissioningSlackSeconds + TestingSeconds
            + plan.HealthySeconds + plan.GrowthSeconds + plan.FaultySeconds;
        node = VirtualNode.OnMachine(
            new NodeConfiguration
            {
                Site = id.Site,
                Node = id.Node,
                MachineClass = plan.Kind.Name,
                NodeKey = key.DeriveNodeKey(id.Site, id.Node),
                BrokerHost = connection.Address.Host,
                BrokerPort = connection.Address.Port,
                WifiSsid = "demo",
                TemperatureSensor = NodeConfiguration.Mcp9808,
                SampleRateHz = plan.Kind.SampleRateHz,
            },
            machine,
            seed,
            frameCapacity: (int)(seconds * plan.Kind.SampleRateHz * 1.01));
    }

    /// <summary>For the display.</summary>
    public DemoStatus Status { get; } = new();

    /// <summary>Its id.</summary>
    public string Name => plan.Node;

    /// <summary>Lives through the whole plan.</summary>
    /// <param name="withFault">Whether the fault comes.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<DemoNodeResult> RunAsync(bool withFault, CancellationToken cancellationToken)
    {
        await using var listener = await NodeListener.StartAsync(connection, id, key, Status, cancellationToken);
        node.Start();
        await AdvanceAsync(BootSeconds, cancellationToken);
        var birth = await BirthAsync(listener, cancellationToken);
        var parity = new ParityCheck(birth.Spec, node.Frames);

        await CommissionAsync(cancellationToken);
        // Every window of the rest, so that all of them can be computed again.
        await new FeatureRequest(connection, id, key).BeginAsync(cancellationToken);
        var model = await trainer.TrainAsync(Dataset.Open(folder), plan.Residual, seed, Status, cancellationToken);
        var package = ModelPackage.Create(model, plan.Node);
        parity.AddModel(package.Table);
        await new DemoPush(connection, id, key, Status)
            .RunAsync(package, () => AdvanceAsync(TestingSeconds, cancellationToken, report: false), cancellationToken);

        Status.Begin("watching");
        await AdvanceAsync(plan.HealthySeconds, cancellationToken);
        var faultFrame = node.Frames.Count - node.FirstFrameOfBoot;
        if (withFault)
        {
            Status.Begin($"{plan.Kind.Fault} grows");
            machine.Fault = new FaultSchedule(nowSeconds, plan.GrowthSeconds, 1);
        }

        await AdvanceAsync(plan.GrowthSeconds + plan.FaultySeconds, cancellationToken);
        await listener.SettleAsync(cancellationToken);
        Status.Begin("checking");
        var batches = listener.TakeBatches();
        await Task.Run(() => CheckAll(parity, batches), cancellationToken);
        node.Board.ThrowIfFaulted();
        Status.Begin("done");
        return Result(withFault, package.Table, parity, batches, listener.Events, faultFrame);
    }

    public void Dispose()
    {
        node.Dispose();
    }

    private async Task CommissionAsync(CancellationToken cancellationToken)
    {
        Status.Begin("commissioning");
        var started = new TaskCompletionSource();
        var progress = new SynchronousProgress<CommissioningProgress>(step =>
        {
            Status.Report(new ProgressStep(step.Fraction, $"{step.Windows} windows"));
            started.TrySetResult();
        });
        var commissioning = new Commissioner(connection, key, TimeProvider.System)
            .RunAsync(id, new CommissioningOptions(plan.CommissioningMinutes, folder), progress, cancellationToken);
        await Task.WhenAny(started.Task, commissioning);
        await AdvanceAsync((plan.CommissioningMinutes * 60) + CommissioningSlackSeconds, cancellationToken, report: false);
        await commissioning;
    }

    private async Task AdvanceAsync(int seconds, CancellationToken cancellationToken, bool report = true)
    {
        for (var second = 1; second <= seconds; second++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            nowSeconds++;
            await Task.Run(() => node.Board.Clock.AdvanceTo(nowSeconds * 1_000_000), cancellationToken);
            node.Board.ThrowIfFaulted();
            if (report)
            {
                Status.Report(new ProgressStep(second / (double)seconds, $"{second / 60}:{second % 60:00} of {seconds / 60}:{seconds % 60:00}"));
            }
        }
    }

    private async Task<Birth> BirthAsync(NodeListener listener, CancellationToken cancellationToken)
    {
        for (var end = DateTime.UtcNow + Patience; listener.Birth is null;)
        {
            if (DateTime.UtcNow > end)
            {
                throw new FleetException($"{id} was not heard within {Patience.TotalSeconds:0} s. {string.Join(' ', node.Board.Output.Lines.TakeLast(1))}");
            }

            await Task.Delay(20, cancellationToken);
        }

        return listener.Birth;
    }

    private void CheckAll(ParityCheck parity, IReadOnlyList<FeatureBatch> batches)
    {
        foreach (var batch in batches)
        {
            parity.Check(batch, node.FirstFrameOfBoot);
        }
    }

    private DemoNodeResult Result(
        bool withFault,
        WeightTable table,
        ParityCheck parity,
        IReadOnlyList<FeatureBatch> batches,
        IReadOnlyList<HealthEvent> events,
        long faultFrame)
    {
        int? faultStart = withFault
            ? batches.SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(batch.Row))
                .Where(row => row.FirstFrame + table.Spec.WindowLength > faultFrame)
                .Min(row => (int?)row.Window)
            : null;
        bool IsBefore(HealthEvent e) => faultStart is null || e.Window < faultStart;
        // An alarm that sinks to a warning raises nothing; every other way into either does.
        var raised = events.Where(e => e.State == HealthState.Alarm || (e.State == HealthState.Warning && e.StateBefore != HealthState.Alarm)).ToList();
        var flags = raised.Where(e => !IsBefore(e)).ToList();
        var decisive = flags.FirstOrDefault(e => e.State == HealthState.Alarm) ?? flags.FirstOrDefault();
        return new DemoNodeResult(
            plan.Node,
            plan.Kind.Name,
            withFault ? plan.Kind.Fault : null,
            table.Length,
            parity.Scored,
            faultStart,
            flags.FirstOrDefault(e => e.State == HealthState.Warning)?.Window,
            flags.FirstOrDefault(e => e.State == HealthState.Alarm)?.Window,
            raised.Count(IsBefore),
            decisive is null ? [] : [.. decisive.BlamedFeatures.Select(feature => FeatureText.Describe(table.Spec, feature))],
            table.Modes.Any(mode => mode.HasResidual),
            parity.Windows,
            parity.Mismatches)
        {
            HopSeconds = table.Spec.Hop * 1000.0 / table.Spec.SampleRateMilliHz,
        };
    }
}
