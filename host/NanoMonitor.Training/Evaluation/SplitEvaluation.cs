using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Comparison;
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
        var (train, test) = Read(dataset, splitName, table, sensor);
        return Run(dataset.Name, splitName, train, test, table, options, progress);
    }

    /// <summary>
    /// The same for each machine of the train part by itself: its own model, or the one table, judged on its recordings. A machine that
    /// cannot be trained does not keep the others from it.
    /// </summary>
    /// <exception cref="DatasetException">The dataset cannot be read.</exception>
    /// <exception cref="TrainingException">The table does not fit.</exception>
    public static FleetEvaluation RunEach(
        Dataset dataset, string splitName, WeightTable? table, TrainingOptions options, SensorChoice? sensor = null, IProgress<TrainingProgress>? progress = null)
    {
        var (train, test) = Read(dataset, splitName, table, sensor);
        string[] machines = [.. train.Runs.Select(run => run.Machine).Distinct()];
        return FleetEvaluation.Of(
            dataset.Name,
            splitName,
            [.. machines.Select(machine => RunOne(machine, train, test))],
            MachineCases.Strangers(machines, test.Runs.Select(run => (run.Name, run.Machine))));

        MachineEvaluation RunOne(string machine, FeatureSet allTrain, FeatureSet allTest)
        {
            try
            {
                var (report, trained) = Run(dataset.Name, splitName, Of(allTrain, machine), Of(allTest, machine), table, options, progress);
                trained?.Fit.Module.Dispose();
                return new MachineEvaluation(machine, report, null);
            }
            catch (TrainingException error) when (table is null)
            {
                return new MachineEvaluation(machine, null, error.Message);
            }
        }
    }

    private static FeatureSet Of(FeatureSet set, string machine) => new(set.Spec, [.. set.Runs.Where(run => run.Machine == machine)]);

    private static (FeatureSet Train, FeatureSet Test) Read(Dataset dataset, string splitName, WeightTable? table, SensorChoice? sensor)
    {
        var split = dataset.FindSplit(splitName);
        var spec = (sensor ?? (table is null ? SensorChoice.Of(dataset) : SensorChoice.For(dataset, table.Spec))).Spec;
        return (FeatureSetReader.Read(dataset, split.Train, spec), FeatureSetReader.Read(dataset, split.Test, spec));
    }

    private static (EvaluationReport Report, TrainedModel? Trained) Run(
        string dataset, string split, FeatureSet train, FeatureSet test, WeightTable? table, TrainingOptions options, IProgress<TrainingProgress>? progress)
    {
        var trained = table is null ? TrainingPipeline.Train(train, options, progress) : null;
        return (Evaluator.Evaluate(dataset, split, train, test, table ?? WeightTable.Read(trained!.Table), trained), trained);
    }
}
