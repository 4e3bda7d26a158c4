using NanoMonitor.Cli.Terminal;
using NanoMonitor.Datasets;
using NanoMonitor.Training;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Cli.Demo;

/// <summary>Trains the models of a demo, one at a time: a training uses its processor fully.</summary>
internal sealed class DemoTrainer : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Trains on every normal recording of a dataset.</summary>
    /// <param name="dataset">What a node sent.</param>
    /// <param name="residual">Whether to have a residual network.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="status">For the display.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    /// <returns>The weight table.</returns>
    public async Task<byte[]> TrainAsync(
        Dataset dataset, ResidualPolicy residual, int seed, DemoStatus status, CancellationToken cancellationToken)
    {
        status.Begin("waiting for its turn");
        await turn.WaitAsync(cancellationToken);
        try
        {
            status.Begin("training");
            var spec = SensorChoice.Of(dataset).Spec;
            var windows = FeatureSetReader.Read(dataset, dataset.NormalParts(), spec);
            var progress = new SynchronousProgress<TrainingProgress>(step =>
                status.Report(new ProgressStep(step.Step / (double)Math.Max(1, step.Steps), $"{step.Stage} {step.Step}/{step.Steps}")));
            return await Task.Run(() => TrainingPipeline.Train(windows, new TrainingOptions(seed, residual), progress).Table, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
