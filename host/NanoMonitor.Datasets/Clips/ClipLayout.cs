using NanoMonitor.Datasets.Manifests;

namespace NanoMonitor.Datasets.Clips;

/// <summary>How the files of a <c>features</c> dataset are to be read: <c>bands</c>, <c>hopSeconds</c>, and <c>frames</c> there or in each recording.</summary>
/// <param name="Bands">Features of a frame.</param>
/// <param name="HopSeconds">Time from frame to frame.</param>
/// <param name="Frames">Frames of each clip; null where the recordings or the files' lengths say it.</param>
public sealed record ClipLayout(int Bands, double HopSeconds, int? Frames)
{
    internal static ClipLayout Read(LocatedJson root)
    {
        return new ClipLayout(
            root.Required("bands").Integer(1, 1 << 16),
            root.Required("hopSeconds").Number(1e-6, 1e6),
            root.Optional("frames")?.Integer(1, int.MaxValue));
    }
}
