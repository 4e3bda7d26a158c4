using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Clips;
using NanoMonitor.Training.Clips;
using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Comparison;

/// <summary>Cases from clips of features, such as log-mel bands: one row a clip, see <see cref="ClipStatistics"/>.</summary>
public static class ClipCases
{
    /// <summary>The cases of one split.</summary>
    /// <param name="dataset">A <see cref="DatasetKind.ClipFeatures"/> dataset.</param>
    /// <param name="split">One of its splits.</param>
    /// <param name="perMachine">One model for each machine of the train part, or one for all.</param>
    /// <exception cref="DatasetException">A clip cannot be read.</exception>
    /// <exception cref="TrainingException">A clip to learn from is not normal, or a machine has too few clips.</exception>
    public static IReadOnlyList<ComparisonCase> Of(Dataset dataset, Split split, bool perMachine)
    {
        ComparisonRun[] train = [.. split.Train.Select(part => Read(dataset, part))];
        ComparisonRun[] test = [.. split.Test.Select(part => Read(dataset, part))];
        if (!perMachine)
        {
            return [Case(dataset, split.Name, null, train, test)];
        }

        string[] machines = [.. train.Select(run => run.Machine).Distinct()];
        return [.. machines.Select((machine, index) =>
        {
            ComparisonRun[] Of(ComparisonRun[] runs) => [.. runs.Where(run => run.Machine == machine)];
            return Case(dataset, split.Name, machine, Of(train), Of(test)) with
            {
                LeftOut = index == 0 ? MachineCases.Strangers(machines, test.Select(run => (run.Name, run.Machine))) : [],
            };
        })];
    }

    private static ComparisonCase Case(Dataset dataset, string split, string? machine, ComparisonRun[] train, ComparisonRun[] test)
    {
        if (train.FirstOrDefault(run => run.Label != RecordingLabel.Normal) is { } wrong)
        {
            throw new TrainingException($"'{wrong.Name}' is labelled {wrong.Label.ToString().ToLowerInvariant()}; only normal clips can be learned from.");
        }

        if (train.Length < TrainingPipeline.LeastWindows)
        {
            throw new TrainingException($"{dataset.Name}, split {split}{(machine is null ? "" : $", machine {machine}")}: there are {train.Length} clips to learn from, at least {TrainingPipeline.LeastWindows} are needed.");
        }

        int bands = dataset.Clips!.Bands;
        // A clip is too short to be an identity of its own: clips have no names here.
        var identities = RunIdentities.Of([.. train.Select(run => (run.Machine, run.Condition, ""))]);
        IGrouping<string, double[][]>[] groups = [.. train.Zip(identities).GroupBy(item => item.Second, item => item.First.Rows)];
        return new ComparisonCase(
            dataset.Name,
            split,
            machine,
            ClipRows.Statistics.Names(bands),
            1,
            new TrainingRows([.. groups.Select(group => group.SelectMany(rows => rows).ToArray())], ClipRows.Statistics.Order(bands), null)
            {
                Identities = [.. groups.Select(group => group.Key)],
                Spectra = ClipRows.Statistics.Spectra(bands),
            },
            test);
    }

    private static ComparisonRun Read(Dataset dataset, RecordingPart part)
    {
        double[][] rows = ClipRows.Statistics.Rows(ClipReader.Read(dataset, part));
        return new ComparisonRun(part.ToString(), part.Recording.Machine, part.Recording.Label, part.Recording.Condition, [rows]);
    }
}
