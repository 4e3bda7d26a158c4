using NanoMonitor.Cli.Terminal;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;

namespace NanoMonitor.Cli.Demo;

/// <summary>Brings a model to a virtual node, whose time goes on only once the node tests it.</summary>
internal sealed class DemoPush(BrokerConnection connection, NodeId id, FleetKey key, DemoStatus status)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Pushes until the node has confirmed.</summary>
    /// <param name="package">The model.</param>
    /// <param name="advance">Lets the node live through its test.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="FleetException">The node did not keep the model.</exception>
    public async Task RunAsync(ModelPackage package, Func<Task> advance, CancellationToken cancellationToken)
    {
        status.Begin("pushing");
        var testing = new TaskCompletionSource();
        var progress = new SynchronousProgress<PushProgress>(step =>
        {
            status.Report(new ProgressStep(step.Chunk / (double)step.Chunks, $"{step.Phase}, chunk {step.Chunk}/{step.Chunks}"));
            if (step.Phase == ModelReport.Testing)
            {
                testing.TrySetResult();
            }
        });
        var push = new ModelPusher(connection, key, TimeProvider.System)
            .PushAsync(id, package, new PushOptions { Patience = Patience }, progress, cancellationToken);
        await Task.WhenAny(testing.Task, push);
        await advance();
        var result = await push;
        if (!result.IsConfirmed)
        {
            throw new FleetException($"{id} did not keep the model it was pushed: {result.Status}, {result.Reason}.");
        }
    }
}
