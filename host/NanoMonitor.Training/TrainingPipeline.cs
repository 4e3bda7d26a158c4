using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Cost;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training;

/// <summary>From windows of a healthy machine to a weight table.</summary>
public static class TrainingPipeline
{
    /// <summary>Windows that a training needs.</summary>
    public const int LeastWindows = 40;

    // Folds of the calibration; those with a residual network take long.
    private const int Folds = 10;
    private const int FoldsWithResidual = 3;

    /// <summary>
    /// Fits, quantizes and calibrates a model. Nothing but the feature spec, the features, RMS and flatness of the windows, the bounds of runs
    /// and stretches, and the options has an influence. Windows in which no axis moved are left out.
    /// </summary>
    /// <param name="train">Runs of a healthy machine.</param>
    /// <param name="options">Choices.</param>
    /// <param name="progress">Told of each step on the calling thread, or null.</param>
    /// <exception cref="TrainingException">Runs that are not normal, too few windows, windows that no table can describe, or a budget that no model keeps.</exception>
    public static TrainedModel Train(FeatureSet train, TrainingOptions options, IProgress<TrainingProgress>? progress = null)
    {
        return Train(train, options, new PlainModelSource(), progress);
    }

    /// <summary>The same, with models from a source.</summary>
    internal static TrainedModel Train(FeatureSet train, TrainingOptions options, IModelSource models, IProgress<TrainingProgress>? progress)
    {
        var fitted = Fit(train, options, models, progress);
        var (draft, evidence) = (fitted.Draft, fitted.Evidence);
        var thresholds = ThresholdRule.Apply(evidence, options.OffsetLimitBits);
        byte[] table = fitted.ToTable(thresholds);
        var modes = ModeHistory.Of(fitted.Runs, draft.Fit.Assignment, evidence.HopSeconds, evidence.AggregateWindows);
        var promise = CalibrationPromise.Of(evidence, thresholds);
        return new TrainedModel(
            table,
            thresholds,
            draft.Fit,
            draft.Integers.Standardizer,
            modes,
            promise,
            [.. fitted.Notes, .. TrainingSummary.Of(train, fitted.Runs, modes, draft.Fit, thresholds, promise, WeightTable.Read(table))]);
    }

    /// <summary>Fits and quantizes a model, and scores every window by models that have not seen it.</summary>
    internal static UncalibratedModel Fit(FeatureSet train, TrainingOptions options, IModelSource models, IProgress<TrainingProgress>? progress)
    {
        var runs = Usable(train);
        (options, var notes) = CostBudget.Apply(train.Spec, runs.Sum(run => run.Windows.Count), options);
        var fitOptions = new FitOptions(options.Seed, options.Residual, options.HiddenCount, MostModes: options.MostModes);
        var draft = models.Fit(train.Spec, runs, fitOptions, progress);
        FeatureWindow[] windows = [.. runs.SelectMany(run => run.Windows)];
        short[] golden = Golden(draft, windows);
        var own = Scorer(draft.Integers, golden);

        var foldOptions = draft.Fit.ResidualKept
            ? fitOptions with { Residual = ResidualPolicy.Always, HiddenCount = draft.Fit.Module.HiddenCount, ResidualEpochs = draft.Fit.ResidualEpochs }
            : fitOptions with { Residual = ResidualPolicy.Never };
        int aggregate = TrailingMean.WindowsFor(train.Spec.Hop, train.Spec.SampleRateMilliHz);
        var crossFit = CrossFit.Of(runs, aggregate, draft.Fit.ResidualKept ? FoldsWithResidual : Folds, LeastWindows, fold => Scorer(models.FitFold(train.Spec, fold, foldOptions), golden), progress);
        var evidence = new CalibrationEvidence(
            train.Spec,
            crossFit,
            [.. runs.SelectMany(run => run.Stretches).Select(stretch => stretch.Select(own).ToArray())],
            draft.Integers.LeastScore(),
            BandLevels.SpreadOf(runs, WeightTable.Read(draft.Integers.ToTable(new Thresholds(), golden))),
            [.. windows.Select(window => (double)window.RmsMilliG.Max())]);
        return new UncalibratedModel(runs, draft, golden, evidence, notes);
    }

    internal static FeatureRun[] Usable(FeatureSet train)
    {
        var wrong = train.Runs.FirstOrDefault(run => run.Label != RecordingLabel.Normal);
        if (wrong is not null)
        {
            throw new TrainingException($"'{wrong.Name}' is labelled {wrong.Label.ToString().ToLowerInvariant()}; only normal recordings can be learned from. Choose another split, or mend the label.");
        }

        FeatureRun[] runs = [.. train.Runs.Select(run => run.WithoutFlat()).Where(run => run.Windows.Count > 0)];
        int windows = runs.Sum(run => run.Windows.Count);
        return windows >= LeastWindows
            ? runs
            : throw new TrainingException($"There are {windows} windows to learn from, at least {LeastWindows} are needed (400 are good); record for longer.");
    }

    // The training window that the model finds least likely: it exercises the most bits.
    private static short[] Golden(ModelDraft draft, FeatureWindow[] windows)
    {
        double[] scores = draft.Fit.Module.Score(draft.Integers.Standardizer.Apply([.. windows.Select(window => window.Values)]));
        return windows[Array.IndexOf(scores, scores.Max())].Values;
    }

    // Scores by the integers that a node computes with.
    private static Func<FeatureWindow, double> Scorer(IntegerModel integers, short[] golden)
    {
        var model = new GroupMade(WeightTable.Read(integers.ToTable(new Thresholds(), golden)));
        return window => ScoreBits.Of(model.Evaluate(window.Values));
    }
}
