using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Training;
using NanoMonitor.Training.Evaluation;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Temperatures;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>evaluate</c>: how well a model tells anomalies from normal running.</summary>
internal static class EvaluateVerb
{
    public static Verb Create()
    {
        var model = new Argument<string?>("MODEL.nmt")
        {
            Description = "The weight table; without one, a model is trained on the split's train part.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new DatasetOptions();
        data.Split.Description = "The split to test on; may be left out where the dataset has only one.";
        var json = new Option<string?>("--json") { Description = "Also write the report to a file.", HelpName = "FILE" };
        var verb = new Verb(
            "evaluate",
            "Tests a model on a split of a dataset: AUC and pAUC of the node's table, of the float model and of the Mahalanobis distance. A temperature dataset is judged by jumps and trends instead.",
            "nanomonitor evaluate --dataset data/fans --split leave-fan-3-out",
            "nanomonitor evaluate fan-1.nmt --dataset data/fans --split leave-fan-3-out --json report.json")
        {
            model,
        };
        data.AddTo(verb);
        verb.Add(json);
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(model),
            data.Open(parsed),
            parsed.GetValue(data.Split),
            data.SensorFamilyOf(parsed),
            data.RangeOf(parsed),
            data.TrainingOf(parsed),
            parsed.GetValue(json),
            cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        string? model,
        Dataset dataset,
        string? split,
        int? sensorFamily,
        int? rangeG,
        TrainingOptions options,
        string? json,
        CancellationToken cancellationToken)
    {
        OutputFile.Require(json);
        if (dataset.Kind == DatasetKind.Temperature)
        {
            return EvaluateTemperature(dataset, json);
        }

        string splitName = split ?? OnlySplit(dataset);
        WeightTable? table = model is null ? null : ModelFile.Read(model, WeightTable.Read);
        SensorChoice sensor = table is not null && sensorFamily is null && rangeG is null
            ? SensorChoice.For(dataset, table.Spec)
            : SensorChoice.Of(dataset, sensorFamily, rangeG);
        Notes.Write([.. dataset.Warnings, .. sensor.Assumptions]);

        EvaluationReport report = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Evaluating {splitName}",
            steps => Task.Run(() => Evaluate(dataset, splitName, table, options, sensor, steps), cancellationToken).WaitAsync(cancellationToken));

        EvaluationTables.Write(Consoles.Output, report);
        if (json is not null)
        {
            OutputFile.Write(json, report.ToJson() + "\n");
        }

        return ExitCode.Ok;
    }

    // Neither model nor split: the temperature judgement learns as it goes.
    private static int EvaluateTemperature(Dataset dataset, string? json)
    {
        Notes.Write(dataset.Warnings);
        TemperatureReport report = TemperatureEvaluation.Run(dataset);
        EvaluationTables.Write(Consoles.Output, report);
        if (json is not null)
        {
            OutputFile.Write(json, report.ToJson() + "\n");
        }

        return ExitCode.Ok;
    }

    private static EvaluationReport Evaluate(
        Dataset dataset, string split, WeightTable? table, TrainingOptions options, SensorChoice sensor, IProgress<ProgressStep> steps)
    {
        steps.Report(new ProgressStep(0, "reading the recordings"));
        var progress = new Relay<TrainingProgress>(steps, TrainingSteps.Describe);
        return SplitEvaluation.Run(dataset, split, table, options, sensor, progress).Report;
    }

    private static string OnlySplit(Dataset dataset) => dataset.Splits.Count == 1
        ? dataset.Splits[0].Name
        : throw new UsageException(
            dataset.Splits.Count == 0
                ? $"{dataset.Folder} has no splits; add one to its {Dataset.ManifestName} to say what to test on."
                : $"Choose a split with --split: {string.Join(", ", dataset.Splits.Select(split => split.Name))}.");
}
