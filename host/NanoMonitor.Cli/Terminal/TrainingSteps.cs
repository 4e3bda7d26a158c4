using NanoMonitor.Training;

namespace NanoMonitor.Cli.Terminal;

/// <summary>The steps of a training for a progress display.</summary>
internal static class TrainingSteps
{
    public static ProgressStep Describe(TrainingProgress progress)
    {
        string loss = progress.HeldOutNats is { } nats ? $", held-out {nats:0.0000} nats a feature" : "";
        return new ProgressStep(
            progress.Steps == 0 ? 0 : Math.Min(1, (double)progress.Step / progress.Steps),
            $"{progress.Stage} {progress.Step} of {progress.Steps}{loss}");
    }
}
