using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training;

/// <summary>Models by <see cref="GroupMadeFitter"/>.</summary>
internal sealed class PlainModelSource : IModelSource
{
    public ModelDraft Fit(FeatureSpec spec, IReadOnlyList<FeatureRun> runs, FitOptions options, IProgress<TrainingProgress>? progress)
    {
        return ModelDraft.Of(spec, runs, options, progress);
    }

    public IntegerModel FitFold(FeatureSpec spec, IReadOnlyList<FeatureRun> runs, FitOptions options)
    {
        var draft = ModelDraft.Of(spec, runs, options, null);
        draft.Fit.Module.Dispose();
        return draft.Integers;
    }
}
