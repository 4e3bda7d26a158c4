using System.CommandLine;
using NanoMonitor.Cli.Alarms;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Datasets;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Training;
using NanoMonitor.Training.Alarms;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>alarms</c>: what ways to thresholds make of unseen recordings.</summary>
internal static class AlarmsVerb
{
    public static Verb Create()
    {
        var folders = new Option<string[]>("--dataset", "-d")
        {
            Description = "Folders with dataset.json; every split is tried.",
            HelpName = "DIR…",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<int?> days = SharedOptions.OptionalNumber(
            "--simulate-days", "N", "Also healthy simulated machines over so many days, each heard for a minute every hour, then with their faults.", 1, 365);
        var machines = new Option<string[]>("--machines")
        {
            Description = "Only these of the simulated machines: " + string.Join(", ", MachineKind.All.Select(kind => kind.Name)) + ".",
            HelpName = "NAME…",
            AllowMultipleArgumentsPerToken = true,
        };
        machines.AcceptOnlyFromAmong([.. MachineKind.All.Select(kind => kind.Name)]);
        Option<int> seed = SharedOptions.Number("--seed", "N", "Seed of the simulated machines.", 0, int.MaxValue, 1);
        var json = new Option<string?>("--json") { Description = "Also write the figures to a file.", HelpName = "FILE" };
        var verb = new Verb(
            "alarms",
            "Compares ways to thresholds by false alarms a day and faults found: scores of recordings that the model has not seen go through the node's own decision.",
            "nanomonitor alarms --dataset data/fans data/pumps --json alarms.json",
            "nanomonitor alarms --simulate-days 30")
        {
            folders, days, machines, seed, json,
        };
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(folders) ?? [],
            parsed.GetValue(days),
            parsed.GetValue(machines) is { Length: > 0 } names ? [.. MachineKind.All.Where(kind => names.Contains(kind.Name))] : MachineKind.All,
            parsed.GetValue(seed),
            parsed.GetValue(json),
            cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        string[] folders, int? days, IReadOnlyList<MachineKind> kinds, int seed, string? json, CancellationToken cancellationToken)
    {
        if (folders.Length == 0 && days is null)
        {
            throw new UsageException("Name datasets with --dataset, or simulate some days with --simulate-days.");
        }

        OutputFile.Require(json);
        Dataset[] datasets = [.. folders.Select(Dataset.Open)];
        foreach (Dataset dataset in datasets)
        {
            Notes.Write([.. dataset.Warnings, .. SensorChoice.Of(dataset).Assumptions.Select(assumption => $"{dataset.Name}: {assumption}")]);
        }

        AlarmReport report = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            "Trying thresholds",
            steps => Task.Run(() => AlarmReport.Of(Cases(datasets, days is null ? [] : kinds, days ?? 0, seed, steps, cancellationToken), AlarmPolicies.All), cancellationToken).WaitAsync(cancellationToken));

        AlarmTables.Write(Consoles.Output, report);
        if (json is not null)
        {
            OutputFile.Write(json, report.ToJson() + "\n");
        }

        return ExitCode.Ok;
    }

    private static IEnumerable<AlarmCase> Cases(
        Dataset[] datasets, IReadOnlyList<MachineKind> kinds, int days, int seed, IProgress<ProgressStep> steps, CancellationToken cancellationToken)
    {
        (Dataset Dataset, Split Split)[] splits = [.. datasets.SelectMany(dataset => dataset.Splits.Select(split => (dataset, split)))];
        double total = splits.Length + kinds.Count;
        int done = 0;
        foreach ((Dataset dataset, Split split) in splits)
        {
            cancellationToken.ThrowIfCancellationRequested();
            steps.Report(new ProgressStep(done++ / total, $"{dataset.Name}, {split.Name}"));
            var spec = SensorChoice.Of(dataset).Spec;
            yield return AlarmCase.Of(
                dataset.Name,
                split.Name,
                FeatureSetReader.Read(dataset, split.Train, spec),
                FeatureSetReader.Read(dataset, split.Test, spec).Runs,
                new TrainingOptions());
        }

        foreach (MachineKind kind in kinds)
        {
            steps.Report(new ProgressStep(done++ / total, $"{kind.Name}, {days} days"));
            yield return LongRun.Of(kind, seed, days, cancellationToken);
        }
    }
}
