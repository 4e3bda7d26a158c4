namespace NanoMonitor.Fleet.Tests;

/// <summary>Keeps every report, in order and at once.</summary>
public sealed class Recorder<T>(List<T> reports) : IProgress<T>
{
    public void Report(T value) => reports.Add(value);
}
