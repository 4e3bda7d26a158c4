using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Detectors;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Comparison;

/// <summary>Cases from vibration: the node's features of waveforms, or those that nodes sent.</summary>
public static class WaveformCases
{
    /// <summary>The cases of one split.</summary>
    /// <param name="dataset">A waveform or node-features dataset.</param>
    /// <param name="split">One of its splits.</param>
    /// <param name="spec">The spec to compute features by.</param>
    /// <param name="perMachine">One model for each machine of the train part, or one for all.</param>
    /// <exception cref="DatasetException">A recording cannot be read.</exception>
    /// <exception cref="TrainingException">A recording to learn from is not normal, or a machine has too few windows.</exception>
    public static IReadOnlyList<ComparisonCase> Of(Dataset dataset, Split split, FeatureSpec spec, bool perMachine)
    {
        var train = FeatureSetReader.Read(dataset, split.Train, spec);
        var test = FeatureSetReader.Read(dataset, split.Test, spec);
        if (!perMachine)
        {
            return [Case(dataset.Name, split.Name, null, train, test.Runs)];
        }

        string[] machines = [.. train.Runs.Select(run => run.Machine).Distinct()];
        return [.. machines.Select((machine, index) => Case(dataset.Name, split.Name, machine, new FeatureSet(spec, Of(train, machine)), Of(test, machine)) with
        {
            LeftOut = index == 0 ? MachineCases.Strangers(machines, test.Runs.Select(run => (run.Name, run.Machine))) : [],
        })];
    }

    private static FeatureRun[] Of(FeatureSet set, string machine) => [.. set.Runs.Where(run => run.Machine == machine)];

    private static ComparisonCase Case(string dataset, string split, string? machine, FeatureSet train, IReadOnlyList<FeatureRun> test)
    {
        var spec = train.Spec;
        var usable = new FeatureSet(spec, TrainingPipeline.Usable(train));
        return new ComparisonCase(
            dataset,
            split,
            machine,
            [.. Enumerable.Range(0, spec.FeatureCount).Select(feature => FeatureText.Describe(spec, feature))],
            TrailingMean.WindowsFor(spec.Hop, spec.SampleRateMilliHz),
            new TrainingRows([.. usable.Runs.Select(run => run.Windows.Select(window => window.ToRow()).ToArray())], DefaultOrder.Of(spec), usable)
            {
                Identities = RunIdentities.Of([.. usable.Runs.Select(run => (run.Machine, run.Condition, run.Name))]),
                Spectra = [.. Enumerable.Range(0, spec.AxisCount).Select(axis => Enumerable.Range(axis * spec.FeaturesPerAxis, spec.BandCount).ToArray())],
            },
            [.. test.Select(run => new ComparisonRun(
                run.Name,
                run.Machine,
                run.Label,
                run.Condition,
                [.. run.Stretches.Select(stretch => stretch.Select(window => window.ToRow()).ToArray())]))]);
    }
}
