using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Datasets;
using NanoMonitor.Training;
using NanoMonitor.Training.Features;

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
            Description = "The weight table to write.",
            HelpName = "MODEL.nmt",
            Required = true,
        };
        var budget = SharedOptions.OptionalNumber(
            "--budget-il", "N", "IL instructions a window may cost on the node: fewer hidden units and modes where it takes them, or none of it.", 1, int.MaxValue);
        var verb = new Verb(
            "train",
            "Learns what is normal from recordings, or from what a node sent while commissioning, and writes a weight table.",
            "nanomonitor train --dataset data/fan-1 --out fan-1.nmt",
            "nanomonitor train --dataset data/fan-1 --out fan-1.nmt --budget-il 200000")
        {
            output, budget,
        };
        data.AddTo(verb);
        verb.SetAction((parsed, cancel) => RunAsync(
            data.Open(parsed),
            parsed.GetValue(data.Split),
            data.SensorFamilyOf(parsed),
            data.RangeOf(parsed),
            data.TrainingOf(parsed) with { BudgetIl = parsed.GetValue(budget) },
            parsed.GetRequiredValue(output),
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
        CancellationToken cancellationToken)
    {
        OutputFile.Require(output);
        SensorChoice sensor = SensorChoice.Of(dataset, sensorFamily, rangeG);
        Notes.Write([.. dataset.Warnings, .. sensor.Assumptions]);
        IReadOnlyList<RecordingPart> parts = split is null ? dataset.NormalParts() : dataset.FindSplit(split).Train;

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

    private static TrainedModel Train(
        Dataset dataset, IReadOnlyList<RecordingPart> parts, SensorChoice sensor, TrainingOptions options, IProgress<ProgressStep> steps)
    {
        steps.Report(new ProgressStep(0, "reading the recordings"));
        FeatureSet windows = FeatureSetReader.Read(dataset, parts, sensor.Spec);
        return TrainingPipeline.Train(windows, options, new Relay<TrainingProgress>(steps, TrainingSteps.Describe));
    }
}
