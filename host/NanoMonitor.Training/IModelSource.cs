using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training;

/// <summary>How <see cref="TrainingPipeline"/> comes by its models; every source gives the same ones.</summary>
internal interface IModelSource
{
    /// <summary>The model of all runs.</summary>
    /// <exception cref="TrainingException">Its integers would not do.</exception>
    ModelDraft Fit(FeatureSpec spec, IReadOnlyList<FeatureRun> runs, FitOptions options, IProgress<TrainingProgress>? progress);

    /// <summary>The integers of a model of some of the windows.</summary>
    /// <exception cref="TrainingException">They would not do.</exception>
    IntegerModel FitFold(FeatureSpec spec, IReadOnlyList<FeatureRun> runs, FitOptions options);
}
