using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets;

namespace NanoMonitor.Fleet.Captures;

/// <summary>What to capture.</summary>
/// <param name="Seconds">Time to record; whole windows are, 1 … <see cref="CaptureChunk.MaximumWindows"/> of them.</param>
/// <param name="Folder">The dataset's folder; made where it is absent, else the run is added.</param>
public sealed record CaptureOptions(int Seconds, string Folder)
{
    /// <summary>What is known about the machine's health.</summary>
    public RecordingLabel Label { get; init; } = RecordingLabel.Normal;

    /// <summary>Kind of fault or way of running, or null.</summary>
    public string? Condition { get; init; }

    /// <summary>How long the node may take to show its birth and to answer the command.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the node may send nothing before what has come is all there will be.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
