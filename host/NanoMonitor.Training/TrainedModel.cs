using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Standardisation;

namespace NanoMonitor.Training;

/// <summary>What a training gives.</summary>
/// <param name="Table">The weight table, as nodes take it (<c>.nmt</c>).</param>
/// <param name="Thresholds">How its scores become states.</param>
/// <param name="Fit">The float model behind it.</param>
/// <param name="Standardizer">The float model's inputs.</param>
/// <param name="Summary">In words: data, modes, residual, thresholds, size. One sentence or two an entry.</param>
public sealed record TrainedModel(byte[] Table, Thresholds Thresholds, GroupMadeFit Fit, Standardizer Standardizer, IReadOnlyList<string> Summary)
{
    /// <summary>Scores of the float model, bits per feature.</summary>
    public double[] Score(IReadOnlyList<short[]> rows)
    {
        return Fit.Module.Score(Standardizer.Apply(rows));
    }
}
