using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Dcase;

/// <summary>
/// The published figures of the challenge's baseline, an autoencoder, on the development set: mean AUC and pAUC of each type of machine
/// (Koizumi et al., "Description and discussion on DCASE2020 challenge task2", DCASE 2020 workshop, and the challenge's page).
/// </summary>
public static class DcaseBaseline
{
    private static readonly Dictionary<string, AreaReport> Figures = new()
    {
        ["ToyCar"] = new(0.7877, 0.6758),
        ["ToyConveyor"] = new(0.7253, 0.6043),
        ["fan"] = new(0.6583, 0.5245),
        ["pump"] = new(0.7289, 0.5999),
        ["slider"] = new(0.8476, 0.6653),
        ["valve"] = new(0.6628, 0.5098),
    };

    /// <summary>The figures of a type of machine; null for others than the challenge's six.</summary>
    public static AreaReport? Of(string type) => Figures.GetValueOrDefault(type);
}
