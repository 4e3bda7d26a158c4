namespace NanoMonitor.Cli.Demo;

/// <summary>Progress that is taken on the reporting thread, in order.</summary>
internal sealed class SynchronousProgress<T>(Action<T> take) : IProgress<T>
{
    public void Report(T value) => take(value);
}
