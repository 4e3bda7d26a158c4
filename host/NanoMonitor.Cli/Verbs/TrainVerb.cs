using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Datasets;
using NanoMonitor.Training;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Fleets;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>train</c>: from recordings of a healthy machine to a weight table.</summary>
internal static class TrainVerb
{
    public static Verb Create()
    {
        var data = new DatasetOptions();
        data.Split.Description = "Learn from this split's train part; by default from every normal recording.";
        var output = new Option<string>("--out", "-o")
        {
            Description = "The weight table to write; with --per machine, the folder for one table each, named by machine.",
            HelpName = "MODEL.nmt|DIR",
            Required = true,
        };
        var budget = SharedOptions.OptionalNumber(
            "--budget-il", "N", "IL instructions a window may cost on the node: fewer hidden units and modes where it takes them, or none of it.", 1, int.MaxValue);
        Option<string> per = SharedOptions.Per();
        var verb = new Verb(
            "train",
            "Learns what is normal from recordings, or from what a node sent while commissioning, and writes a weight table.",
            "nanomonitor train --dataset data/fan-1 --out fan-1.nmt",
            "nanomonitor train --dataset data/fan-1 --out fan-1.nmt --budget-il 200000",
            "nanomonitor train --dataset data/fans --per machine --out fans")
        {
            output, per, budget,
        };
        data.AddTo(verb);
        verb.SetAction((parsed, cancel) => RunAsync(
            data.Open(parsed),
            parsed.GetValue(data.Split),
            data.SensorFamilyOf(parsed),
            data.RangeOf(parsed),
            data.TrainingOf(parsed) with { BudgetIl = parsed.GetValue(budget) },
            parsed.GetRequiredValue(output),
            parsed.GetRequiredValue(per) == SharedOptions.PerMachine,
            cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        Dataset dataset,
        string? split,
        int? sensorFamily,
        int? rangeG,
        TrainingOptions options,
        string output,
        bool perMachine,
        CancellationToken cancellationToken)
    {
        SensorChoice sensor = SensorChoice.Of(dataset, sensorFamily, rangeG);
        Notes.Write([.. dataset.Warnings, .. sensor.Assumptions]);
        IReadOnlyList<RecordingPart> parts = split is null ? dataset.NormalParts() : dataset.FindSplit(split).Train;
        return perMachine
            ? await TrainEachAsync(dataset, parts, sensor, options, output, cancellationToken)
            : await TrainOneAsync(dataset, parts, sensor, options, output, cancellationToken);
    }

    private static async Task<int> TrainOneAsync(
        Dataset dataset, IReadOnlyList<RecordingPart> parts, SensorChoice sensor, TrainingOptions options, string output, CancellationToken cancellationToken)
    {
        OutputFile.Require(output);
        TrainedModel model = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Training on {dataset.Name}",
            steps => Task.Run(() => Train(dataset, parts, sensor, options, steps), cancellationToken).WaitAsync(cancellationToken));

        OutputFile.Write(output, model.Table);
        foreach (string sentence in model.Summary)
        {
            Consoles.Output.WriteParagraph(sentence);
        }

        Console.WriteLine($"Written to {output}.");
        return ExitCode.Ok;
    }

    private static async Task<int> TrainEachAsync(
        Dataset dataset, IReadOnlyList<RecordingPart> parts, SensorChoice sensor, TrainingOptions options, string folder, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> files = MachineFiles.Of(parts.Select(part => part.Recording.Machine).Distinct(), folder);
        OutputFile.Require(files.Values.FirstOrDefault());
        IReadOnlyList<MachineOutcome> outcomes = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Training on {dataset.Name}",
            steps => Task.Run(() => TrainEach(dataset, parts, sensor, options, steps, cancellationToken), cancellationToken).WaitAsync(cancellationToken));

        foreach (MachineOutcome outcome in outcomes)
        {
            if (outcome.Model is { } model)
            {
                OutputFile.Write(files[outcome.Name], model.Table);
                Console.WriteLine($"{outcome.Name}: {string.Join(" ", model.Summary)} Written to {files[outcome.Name]}.");
            }
            else
            {
                Notes.Write([$"{outcome.Name}: {outcome.Error}"]);
            }
        }

        return outcomes.All(outcome => outcome.Model is not null) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static IReadOnlyList<MachineOutcome> TrainEach(
        Dataset dataset,
        IReadOnlyList<RecordingPart> parts,
        SensorChoice sensor,
        TrainingOptions options,
        IProgress<ProgressStep> steps,
        CancellationToken cancellationToken)
    {
        steps.Report(new ProgressStep(0, "reading the recordings"));
        FeatureSet windows = FeatureSetReader.Read(dataset, parts, sensor.Spec);
        return FleetTraining.Train(
            FleetMachine.Of(windows), options, new Relay<TrainingProgress>(steps, TrainingSteps.Describe), cancellationToken);
    }

    private static TrainedModel Train(
        Dataset dataset, IReadOnlyList<RecordingPart> parts, SensorChoice sensor, TrainingOptions options, IProgress<ProgressStep> steps)
    {
        steps.Report(new ProgressStep(0, "reading the recordings"));
        FeatureSet windows = FeatureSetReader.Read(dataset, parts, sensor.Spec);
        return TrainingPipeline.Train(windows, options, new Relay<TrainingProgress>(steps, TrainingSteps.Describe));
    }
}
