using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Fleet.Captures;

/// <summary>A finished capture.</summary>
/// <param name="RunId">The recording's id in the dataset.</param>
/// <param name="Spec">The node's feature spec.</param>
/// <param name="MeasuredRateMilliHz">Measured sample rate, mHz; 0 where the node did not know it yet.</param>
/// <param name="AskedWindows">Windows that were asked for.</param>
/// <param name="Windows">Windows written.</param>
/// <param name="Stretches">Pieces without a gap in which they stand.</param>
/// <param name="Lost">Chunks that never arrived.</param>
/// <param name="Duplicates">Chunks that arrived again and were left out.</param>
/// <param name="End">Why the node sent no more: a <see cref="CaptureEnd"/>; <see cref="CaptureEnd.None"/> where it did not say.</param>
public sealed record CaptureResult(
    string RunId, FeatureSpec Spec, int MeasuredRateMilliHz, int AskedWindows, int Windows, int Stretches, int Lost, int Duplicates, int End);
