using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Soak.Chaos;

/// <summary>A host that works on a rollout, and can be killed at any moment.</summary>
internal sealed class ChaosHost(BrokerAddress broker, FleetKey key, RolloutFolder folder, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan period = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    private CancellationTokenSource life = new();
    private Task work = Task.CompletedTask;
    private int looks;
    private BrokerConnection? connection;

    /// <summary>How often it was killed, or could not reach the broker.</summary>
    public int Deaths { get; private set; }

    /// <summary>Whether it works on something.</summary>
    public bool IsAlive => !work.IsCompleted;

    /// <summary>Plans a rollout and keeps it; works on nothing yet.</summary>
    public async Task PlanAsync(string name, byte[] table, RolloutPolicy policy, string waves, CancellationToken cancellationToken)
    {
        var package = Fleet.Push.ModelPackage.Create(table, name);
        await using BrokerConnection host = await BrokerConnection.ConnectAsync(Options(), cancellationToken);
        var starter = new RolloutStarter(host, key, folder, time);
        (RolloutRecord record, IReadOnlyList<Fleet.Push.ModelPackage> previous) =
            await starter.PlanAsync(name, package, new NodeFilter(), WaveSize.ParseList(waves), policy, [], cancellationToken);
        starter.Start(record, package, previous).Dispose();
    }

    /// <summary>Begins to work on a rollout, or goes on.</summary>
    public void Start(string name)
    {
        life = new CancellationTokenSource();
        work = Task.Run(() => WorkAsync(name, life.Token));
    }

    /// <summary>Kills it wherever it is.</summary>
    public void Kill()
    {
        life.Cancel();
        Finish();
        Deaths++;
    }

    /// <summary>Gives it the time to look at what has come, as long as it has the broker.</summary>
    public void LetLook()
    {
        int seen = Volatile.Read(ref looks);
        SpinWait.SpinUntil(
            () =>
            {
                Thread.Sleep(1);
                return !IsAlive || connection is { IsConnected: false } || Volatile.Read(ref looks) >= seen + 2;
            },
            patience);
    }

    /// <summary>Waits until a host that is alive has the broker again.</summary>
    public void AwaitBroker() => SpinWait.SpinUntil(
        () =>
        {
            Thread.Sleep(1);
            return !IsAlive || connection is { IsConnected: true };
        },
        patience);

    public void Dispose()
    {
        life.Cancel();
        Finish();
        life.Dispose();
    }

    private BrokerOptions Options() => new(broker) { LongestRetry = TimeSpan.FromMilliseconds(100) };

    private void Finish()
    {
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is OperationCanceledException or FleetException)
        {
            // Dead.
        }
    }

    private async Task WorkAsync(string name, CancellationToken cancellationToken)
    {
        using RolloutStore store = folder.Open(name);
        await using BrokerConnection host = await BrokerConnection.ConnectAsync(Options(), cancellationToken);
        connection = host;
        var runner = new RolloutRunner(host, key, store, time) { Period = period };
        await runner.RunAsync(RolloutRequest.Resume, new Looks(this), cancellationToken);
    }

    private sealed class Looks(ChaosHost host) : IProgress<RolloutRecord>
    {
        public void Report(RolloutRecord value) => Interlocked.Increment(ref host.looks);
    }
}
