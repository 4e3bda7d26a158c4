using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Training;
using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Detectors;
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
        Option<string> per = SharedOptions.Per();
        var json = new Option<string?>("--json") { Description = "Also write the report to a file.", HelpName = "FILE" };
        var verb = new Verb(
            "evaluate",
            "Tests a model on a split of a dataset: AUC and pAUC of the node's table, of the float model and of the Mahalanobis distance. Clips of features have the float model and the distance; a temperature dataset is judged by jumps and trends instead.",
            "nanomonitor evaluate --dataset data/fans --split leave-fan-3-out",
            "nanomonitor evaluate fan-1.nmt --dataset data/fans --split leave-fan-3-out --json report.json",
            "nanomonitor evaluate --dataset data/plant --per machine")
        {
            model,
        };
        data.AddTo(verb);
        verb.Add(per);
        verb.Add(json);
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(model),
            data.Open(parsed),
            parsed.GetValue(data.Split),
            data.SensorFamilyOf(parsed),
            data.RangeOf(parsed),
            data.TrainingOf(parsed),
            parsed.GetRequiredValue(per) == SharedOptions.PerMachine,
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
        bool perMachine,
        string? json,
        CancellationToken cancellationToken)
    {
        OutputFile.Require(json);
        if (dataset.Kind == DatasetKind.Temperature)
        {
            return EvaluateTemperature(dataset, json);
        }

        string splitName = split ?? OnlySplit(dataset);
        if (dataset.Kind == DatasetKind.ClipFeatures)
        {
            return await EvaluateClipsAsync(dataset, dataset.FindSplit(splitName), model, options.Seed, perMachine, json, cancellationToken);
        }

        WeightTable? table = model is null ? null : ModelFile.Read(model, WeightTable.Read);
        SensorChoice sensor = table is not null && sensorFamily is null && rangeG is null
            ? SensorChoice.For(dataset, table.Spec)
            : SensorChoice.Of(dataset, sensorFamily, rangeG);
        Notes.Write([.. dataset.Warnings, .. sensor.Assumptions]);

        if (perMachine)
        {
            FleetEvaluation fleet = await EvaluatingAsync(splitName, progress => SplitEvaluation.RunEach(dataset, splitName, table, options, sensor, progress), cancellationToken);
            EvaluationTables.Write(Consoles.Output, fleet);
            WriteJson(json, fleet.ToJson());
            return fleet.Machines.All(machine => machine.Report is not null) ? ExitCode.Ok : ExitCode.Failed;
        }

        EvaluationReport report = await EvaluatingAsync(splitName, progress => SplitEvaluation.Run(dataset, splitName, table, options, sensor, progress).Report, cancellationToken);
        EvaluationTables.Write(Consoles.Output, report);
        WriteJson(json, report.ToJson());
        return ExitCode.Ok;
    }

    // No table reads clips: the float model and the baseline are compared.
    private static async Task<int> EvaluateClipsAsync(
        Dataset dataset, Split split, string? model, int seed, bool perMachine, string? json, CancellationToken cancellationToken)
    {
        if (model is not null)
        {
            throw new UsageException($"{dataset.Folder} holds clips of features, which no weight table reads; leave {model} out.");
        }

        Notes.Write(dataset.Warnings);
        ComparisonReport report = await EvaluatingAsync(
            split.Name,
            _ => ComparisonReport.Of([.. ClipCases.Of(dataset, split, perMachine).Select(one => DetectorComparison.Run(one, [new GroupMadeKind(), new MahalanobisKind()], [seed]).Report)]),
            cancellationToken);
        ComparisonTables.Write(Consoles.Output, report);
        WriteJson(json, report.ToJson());
        return ExitCode.Ok;
    }

    // Neither model nor split: the temperature judgement learns as it goes.
    private static int EvaluateTemperature(Dataset dataset, string? json)
    {
        Notes.Write(dataset.Warnings);
        TemperatureReport report = TemperatureEvaluation.Run(dataset);
        EvaluationTables.Write(Consoles.Output, report);
        WriteJson(json, report.ToJson());
        return ExitCode.Ok;
    }

    private static Task<T> EvaluatingAsync<T>(string split, Func<IProgress<TrainingProgress>, T> evaluate, CancellationToken cancellationToken)
    {
        T Evaluate(IProgress<ProgressStep> steps)
        {
            steps.Report(new ProgressStep(0, "reading the recordings"));
            return evaluate(new Relay<TrainingProgress>(steps, TrainingSteps.Describe));
        }

        return ProgressDisplay.RunAsync(
            Consoles.Progress,
            $"Evaluating {split}",
            steps => Task.Run(() => Evaluate(steps), cancellationToken).WaitAsync(cancellationToken));
    }

    private static void WriteJson(string? file, string json)
    {
        if (file is not null)
        {
            OutputFile.Write(file, json + "\n");
        }
    }

    private static string OnlySplit(Dataset dataset) => dataset.Splits.Count == 1
        ? dataset.Splits[0].Name
        : throw new UsageException(
            dataset.Splits.Count == 0
                ? $"{dataset.Folder} has no splits; add one to its {Dataset.ManifestName} to say what to test on."
                : $"Choose a split with --split: {string.Join(", ", dataset.Splits.Select(split => split.Name))}.");
}
