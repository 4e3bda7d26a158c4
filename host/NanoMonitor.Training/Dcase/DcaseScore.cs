using NanoMonitor.Datasets.Dcase;

namespace NanoMonitor.Training.Dcase;

/// <summary>The score of one clip.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Score">Higher is less normal.</param>
public sealed record DcaseScore(DcaseClip Clip, double Score);
