using System.CommandLine;
using System.Globalization;
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
    private const double MostOffsetBits = 100;

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
        var offset = new Option<double>("--offset-limit")
        {
            Description = "How far a node may move its limits by what it learns of its installation in the first minutes, bits a feature; 0 for not at all.",
            HelpName = "BITS",
        };
        offset.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(double.TryParse(token.Value, CultureInfo.InvariantCulture, out double bits) && bits is >= 0 and <= MostOffsetBits))
            {
                result.AddError($"--offset-limit: '{token.Value}' is not a number from 0 to {MostOffsetBits}.");
            }
        });
        var strict = new Option<bool>("--strict") { Description = "Writes no table, and fails, where there is not enough data for thresholds that can be relied on." };
        var json = new Option<string?>("--json") { Description = "Also write what is said, and its figures, to a file.", HelpName = "FILE" };
        Option<string> per = SharedOptions.Per();
        var verb = new Verb(
            "train",
            "Learns what is normal from recordings, or from what a node sent while commissioning, and writes a weight table.",
            "nanomonitor train --dataset data/fan-1 --out fan-1.nmt",
            "nanomonitor train --dataset data/fan-1 --out fan-1.nmt --strict --json fan-1.json",
            "nanomonitor train --dataset data/fan-1 --out fan-1.nmt --budget-il 200000",
            "nanomonitor train --dataset data/fans --per machine --out fans")
        {
            output, per, strict, json, offset, budget,
        };
        data.AddTo(verb);
        verb.SetAction((parsed, cancel) => RunAsync(
            data.Open(parsed),
            parsed.GetValue(data.Split),
            data.SensorFamilyOf(parsed),
            data.RangeOf(parsed),
            data.TrainingOf(parsed) with { BudgetIl = parsed.GetValue(budget), OffsetLimitBits = parsed.GetValue(offset) },
            new TrainOutput(parsed.GetRequiredValue(output), parsed.GetValue(json), parsed.GetValue(strict)),
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
        TrainOutput output,
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
        Dataset dataset, IReadOnlyList<RecordingPart> parts, SensorChoice sensor, TrainingOptions options, TrainOutput output, CancellationToken cancellationToken)
    {
        OutputFile.Require(output.Path);
        OutputFile.Require(output.Json);
        TrainedModel model = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Training on {dataset.Name}",
            steps => Task.Run(() => Train(dataset, parts, sensor, options, steps), cancellationToken).WaitAsync(cancellationToken));

        bool written = output.Write(output.Path, model);
        foreach (string sentence in model.Summary)
        {
            Consoles.Output.WriteParagraph(sentence);
        }

        output.WriteReport([TrainingReport.Of(dataset.Name, model, written ? output.Path : null)]);
        Console.WriteLine(written ? $"Written to {output.Path}." : TrainOutput.Refused);
        return written ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<int> TrainEachAsync(
        Dataset dataset, IReadOnlyList<RecordingPart> parts, SensorChoice sensor, TrainingOptions options, TrainOutput output, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> files = MachineFiles.Of(parts.Select(part => part.Recording.Machine).Distinct(), output.Path);
        OutputFile.Require(files.Values.FirstOrDefault());
        OutputFile.Require(output.Json);
        IReadOnlyList<MachineOutcome> outcomes = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Training on {dataset.Name}",
            steps => Task.Run(() => TrainEach(dataset, parts, sensor, options, steps, cancellationToken), cancellationToken).WaitAsync(cancellationToken));

        var reports = new List<TrainingReport>();
        foreach (MachineOutcome outcome in outcomes)
        {
            if (outcome.Model is { } model)
            {
                string file = files[outcome.Name];
                bool written = output.Write(file, model);
                Console.WriteLine($"{outcome.Name}: {string.Join(" ", model.Summary)} {(written ? $"Written to {file}." : TrainOutput.Refused)}");
                reports.Add(TrainingReport.Of(outcome.Name, model, written ? file : null));
            }
            else
            {
                Notes.Write([$"{outcome.Name}: {outcome.Error}"]);
                reports.Add(TrainingReport.Failed(outcome.Name, outcome.Error!));
            }
        }

        output.WriteReport(reports);
        return reports.All(report => report.File is not null) ? ExitCode.Ok : ExitCode.Failed;
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
