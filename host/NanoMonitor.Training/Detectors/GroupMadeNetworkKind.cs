using MathNet.Numerics.LinearAlgebra;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Detectors;

/// <summary>
/// Group MADE with the masked network alone, as in Giri et al. (DCASE 2020 workshop): no linear skip and one mode. The first group is a
/// standard normal density.
/// </summary>
public sealed record GroupMadeNetworkKind() : DetectorKind("group-made-network")
{
    private const int HiddenCount = 48;
    private const double LearningRate = 2e-3;

    /// <inheritdoc/>
    public override string? Refusal(TrainingRows train) => train.Order.GroupSizes.Length > 1 ? null : "the features are a single group";

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var scaler = new RowScaler(train.All, GroupMadeKind.ClipDeviations);
        double[][][] runs = [.. train.Runs.Select(scaler.Apply)];
        int features = train.FeatureCount;
        var standardNormal = new Gaussian(Vector<double>.Build.Dense(features), Matrix<double>.Build.DenseIdentity(features));
        var (fitted, heldOut) = HeldOutBlocks.Divide(runs);
        int epochs = ResidualTraining.MaxEpochs;
        if (fitted.Length > 0 && heldOut.Length > 0)
        {
            using var trial = GroupMadeFitter.FromModes([standardNormal], train.Order, HiddenCount);
            (_, epochs) = ResidualTraining.TrainAgainst(trial, fitted, new int[fitted.Length], heldOut, seed, null, LearningRate);
        }

        var module = GroupMadeFitter.FromModes([standardNormal], train.Order, HiddenCount);
        ResidualTraining.Train(module, [.. runs.SelectMany(run => run)], new int[train.All.Length], Math.Max(1, epochs), seed, _ => true, LearningRate);
        return GroupMadeKind.Of(module, scaler.Count, scaler.Apply);
    }
}
