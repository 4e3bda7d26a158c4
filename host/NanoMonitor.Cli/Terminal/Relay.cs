namespace NanoMonitor.Cli.Terminal;

/// <summary>Turns the reports of some work into steps of a progress display, at once and on the reporting thread.</summary>
internal sealed class Relay<T>(IProgress<ProgressStep> steps, Func<T, ProgressStep> describe) : IProgress<T>
{
    public void Report(T value) => steps.Report(describe(value));
}
