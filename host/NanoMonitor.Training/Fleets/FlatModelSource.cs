using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Numerics;
using NanoMonitor.Training.Quantization;
using NanoMonitor.Training.Standardisation;

namespace NanoMonitor.Training.Fleets;

/// <summary>
/// Models by closed forms on flat arrays. Residual networks are tried here too, but a model that may keep one comes from
/// <see cref="PlainModelSource"/>.
/// </summary>
internal sealed class FlatModelSource : IModelSource
{
    // Two trials of one residual differ by rounding alone; nearer to the gate than this the plain one decides.
    private const double MarginNats = 3e-4;

    private readonly PlainModelSource plain = new();

    public ModelDraft Fit(FeatureSpec spec, IReadOnlyList<FeatureRun> runs, FitOptions options, IProgress<TrainingProgress>? progress)
    {
        var order = DefaultOrder.Of(spec);
        bool tries = options.Residual != ResidualPolicy.Never && order.GroupSizes.Length > 1;
        if (tries && (options.Residual == ResidualPolicy.Always || options.ResidualEpochs is not null))
        {
            return plain.Fit(spec, runs, options, progress);
        }

        var (standardizer, x) = Standardise(runs, order);
        int modeCount = OperatingModes.CountFor(x.Count, options.MostModes);
        var modes = FlatModes.Find(x, modeCount, options.Seed);
        double? gain = null;
        if (tries)
        {
            int hidden = TableSize.LargestHiddenCount(order, modes.Modes.Count, options.HiddenCount);
            gain = TryResidual(x, runs, order, modeCount, hidden, options.Seed);
            if (gain > GroupMadeFitter.GateNats - MarginNats)
            {
                return plain.Fit(spec, runs, options, progress);
            }
        }

        return ModelDraft.Of(spec, standardizer, new GroupMadeFit(GroupMadeFitter.FromModes(modes.Modes, order, 0), modes.Assignment, gain, 0));
    }

    public IntegerModel FitFold(FeatureSpec spec, IReadOnlyList<FeatureRun> runs, FitOptions options)
    {
        if (options.Residual != ResidualPolicy.Never)
        {
            return plain.FitFold(spec, runs, options);
        }

        var order = DefaultOrder.Of(spec);
        var (standardizer, x) = Standardise(runs, order);
        var modes = FlatModes.Find(x, OperatingModes.CountFor(x.Count, options.MostModes), options.Seed);
        return IntegerModel.Of(spec, standardizer, order, 0, [.. modes.Modes.Select(mode => Quantizer.Quantize(order, mode))]);
    }

    // Windows of all runs, columns in model order.
    private static (Standardizer Standardizer, FlatRows<double> X) Standardise(IReadOnlyList<FeatureRun> runs, GroupOrder order)
    {
        short[][] rows = [.. runs.SelectMany(run => run.Windows).Select(window => window.Values)];
        var standardizer = Standardizer.Fit(rows);
        var x = new FlatRows<double>(rows.Length, order.FeatureAt.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            var row = x[i];
            short[] integers = standardizer.Apply(rows[i]);
            for (int position = 0; position < x.Columns; position++)
            {
                row[position] = integers[order.FeatureAt[position]] / (double)Standardizer.One;
            }
        }

        return (standardizer, x);
    }

    private static double TryResidual(FlatRows<double> x, IReadOnlyList<FeatureRun> runs, GroupOrder order, int modeCount, int hiddenCount, int seed)
    {
        bool[] heldOut = [.. runs.SelectMany(run => Enumerable.Range(0, run.Windows.Count).Select(i => HeldOutBlocks.IsHeldOut(i, run.Windows.Count)))];
        int[] all = [.. Enumerable.Range(0, x.Count)];
        int[] fitted = [.. all.Where(i => !heldOut[i])];
        if (fitted.Length is 0 || fitted.Length == x.Count)
        {
            return 0;
        }

        var rows = x.Pick(fitted);
        var modes = FlatModes.Find(rows, modeCount, seed);
        return new FlatResidual(order, modes.Modes, hiddenCount, seed).TrainAgainst(rows, modes.Assignment, x.Pick([.. all.Where(i => heldOut[i])]));
    }
}
