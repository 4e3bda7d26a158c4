using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Training.Quantization;

/// <summary>Everything a weight table holds, in the integers in which it holds it; see <see cref="WeightTable"/>.</summary>
/// <param name="Spec">The features it reads.</param>
/// <param name="Thresholds">How scores become states.</param>
/// <param name="Order">Groups and order.</param>
/// <param name="HiddenCount">Hidden units of the modes that have a residual; 0 where none has.</param>
/// <param name="Offset">Offset of each feature, by feature.</param>
/// <param name="Scale">Scale of each feature, 1 … 32767, by feature.</param>
/// <param name="Modes">1 … 8 modes.</param>
/// <param name="GoldenFeatures">A feature vector whose score every build must reproduce.</param>
public sealed record TableParameters(
    FeatureSpec Spec,
    Thresholds Thresholds,
    GroupOrder Order,
    int HiddenCount,
    short[] Offset,
    short[] Scale,
    IReadOnlyList<ModeTable> Modes,
    short[] GoldenFeatures);
