using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Evaluation;

/// <summary>Reads a split of a dataset and evaluates it.</summary>
public static class SplitEvaluation
{
    /// <summary>Evaluates a table on a split; without a table, trains one on the split's train part.</summary>
    /// <param name="dataset">A waveform or node-features dataset.</param>
    /// <param name="splitName">One of its splits.</param>
    /// <param name="table">The table, or null to train one.</param>
    /// <param name="options">Choices of the training.</param>
    /// <param name="sensor">The spec to compute features by; null for the table's where it can read the dataset, else for what <see cref="SensorChoice.Of"/> assumes.</param>
    /// <param name="progress">Told of the training's steps, or null.</param>
    /// <returns>The report, and the training where there was one.</returns>
    /// <exception cref="DatasetException">The dataset cannot be read.</exception>
    /// <exception cref="TrainingException">No model can be trained, or the table does not fit.</exception>
    public static (EvaluationReport Report, TrainedModel? Trained) Run(
        Dataset dataset, string splitName, WeightTable? table, TrainingOptions options, SensorChoice? sensor = null, IProgress<TrainingProgress>? progress = null)
    {
        var split = dataset.FindSplit(splitName);
        var spec = (sensor ?? (table is null ? SensorChoice.Of(dataset) : SensorChoice.For(dataset, table.Spec))).Spec;
        var train = FeatureSetReader.Read(dataset, split.Train, spec);
        var test = FeatureSetReader.Read(dataset, split.Test, spec);
        var trained = table is null ? TrainingPipeline.Train(train, options, progress) : null;
        var report = Evaluator.Evaluate(dataset.Name, splitName, train, test, table ?? WeightTable.Read(trained!.Table), trained);
        return (report, trained);
    }
}
