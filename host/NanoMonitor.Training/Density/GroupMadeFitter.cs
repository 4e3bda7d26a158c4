using NanoMonitor.Core.Model;
using NanoMonitor.Training.Quantization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Density;

/// <summary>
/// Fits a Group MADE: modes and their linear part in closed form, then, where it pays, a residual network by gradient descent.
/// </summary>
public static class GroupMadeFitter
{
    /// <summary>What a residual network must gain on held-out windows to be kept, nats a feature.</summary>
    public const double GateNats = 0.003;

    // Epochs of a residual that is wanted in any case but gained nothing on held-out windows.
    private const int LeastEpochs = 5;

    /// <summary>Fits a model.</summary>
    /// <param name="runs">[run][n][feature], standardised; runs in their order in time.</param>
    /// <param name="order">Groups and order.</param>
    /// <param name="options">Choices.</param>
    /// <param name="progress">Told after each epoch, or null.</param>
    public static GroupMadeFit Fit(IReadOnlyList<double[][]> runs, GroupOrder order, FitOptions options, IProgress<TrainingProgress>? progress = null)
    {
        TorchRuntime.Prepare();
        double[][] x = [.. runs.SelectMany(run => run)];
        int modeCount = OperatingModes.CountFor(x.Length, options.MostModes);
        var modes = OperatingModes.Find(x, modeCount, options.Seed);
        if (options.Residual == ResidualPolicy.Never || order.GroupSizes.Length == 1)
        {
            return new GroupMadeFit(FromModes(modes.Densities, order, 0), modes.Assignment, null, 0);
        }

        options = options with { HiddenCount = TableSize.LargestHiddenCount(order, modes.Densities.Count, options.HiddenCount) };
        double? gain = null;
        int epochs = options.ResidualEpochs ?? 0;
        if (options.ResidualEpochs is null)
        {
            (gain, epochs) = TryResidual(runs, order, modeCount, options, progress);
            if (options.Residual == ResidualPolicy.Auto && gain <= GateNats)
            {
                return new GroupMadeFit(FromModes(modes.Densities, order, 0), modes.Assignment, gain, 0);
            }

            epochs = Math.Max(epochs, LeastEpochs);
        }

        var module = FromModes(modes.Densities, order, options.HiddenCount);
        ResidualTraining.Train(module, x, modes.Assignment, epochs, options.Seed, epoch =>
        {
            progress?.Report(new TrainingProgress("Training the residual network", epoch, epochs));
            return true;
        });
        return new GroupMadeFit(module, modes.Assignment, gain, epochs);
    }

    /// <summary>A module of closed-form modes.</summary>
    /// <param name="densities">One density a mode, in the feature spec's order.</param>
    /// <param name="order">Groups and order.</param>
    /// <param name="hiddenCount">Hidden units of a residual without effect; 0 for none.</param>
    public static GroupMadeModule FromModes(IReadOnlyList<Gaussian> densities, GroupOrder order, int hiddenCount)
    {
        return FromModes([.. densities.Select(density =>
        {
            var (skip, bias, logSigma) = density.ToConditionals(order.FeatureAt);
            return new LinearMode(skip.ToRowMajorArray(), bias.ToArray(), logSigma.ToArray());
        })], order, hiddenCount);
    }

    /// <summary>A module of closed-form modes.</summary>
    /// <param name="modes">One a mode, in the model's order.</param>
    /// <param name="order">Groups and order.</param>
    /// <param name="hiddenCount">Hidden units of a residual without effect; 0 for none.</param>
    public static GroupMadeModule FromModes(IReadOnlyList<LinearMode> modes, GroupOrder order, int hiddenCount)
    {
        TorchRuntime.Prepare();
        var module = new GroupMadeModule(order, modes.Count, hiddenCount);
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        for (int mode = 0; mode < modes.Count; mode++)
        {
            Set(module.Skip, mode, modes[mode].Skip);
            Set(module.Bias, mode, modes[mode].Bias);
            Set(module.LogSigma, mode, modes[mode].LogSigma);
        }

        return module;
    }

    private static (double Gain, int Epochs) TryResidual(
        IReadOnlyList<double[][]> runs, GroupOrder order, int modeCount, FitOptions options, IProgress<TrainingProgress>? progress)
    {
        var (fitted, heldOut) = HeldOutBlocks.Divide(runs);
        if (fitted.Length == 0 || heldOut.Length == 0)
        {
            return (0, 0);
        }

        var modes = OperatingModes.Find(fitted, modeCount, options.Seed);
        using var module = FromModes(modes.Densities, order, options.HiddenCount);
        return ResidualTraining.TrainAgainst(module, fitted, modes.Assignment, heldOut, options.Seed, progress);
    }

    private static void Set(Parameter parameter, int mode, double[] values)
    {
        var target = parameter[mode];
        target.copy_(tensor(values, target.shape));
    }
}
