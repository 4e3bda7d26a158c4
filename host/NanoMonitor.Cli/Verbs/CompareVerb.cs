using System.CommandLine;
using System.CommandLine.Parsing;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Training;
using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Detectors;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Reports;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>compare</c>: every detector on every split.</summary>
internal static class CompareVerb
{
    private const string PageName = "index.html";
    private const string FiguresName = "comparison.json";

    public static Verb Create()
    {
        var folders = new Option<string[]>("--dataset", "-d")
        {
            Description = "Folders with dataset.json.",
            HelpName = "DIR…",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var split = new Option<string?>("--split", "-s") { Description = "Only this split; by default all.", HelpName = "NAME" };
        var detectors = new Option<string[]>("--detectors")
        {
            Description = "Only these, separated by spaces; by default all: " + string.Join(", ", DetectorKinds.All.Select(kind => kind.Name)) + ".",
            HelpName = "NAME…",
            AllowMultipleArgumentsPerToken = true,
        };
        detectors.Validators.Add(RefuseUnknown);
        Option<int> seeds = SharedOptions.Number("--seeds", "N", "Fits of each detector that uses a seed.", 1, 100, 3);
        Option<string> per = SharedOptions.Per();
        var json = new Option<string?>("--json") { Description = "Also write the figures to a file.", HelpName = "FILE" };
        var report = new Option<string?>("--report")
        {
            Description = $"Also write a page ({PageName}) with ROC curves, scores over time and features to blame, and the figures, into a folder.",
            HelpName = "DIR",
        };
        var verb = new Verb(
            "compare",
            "Trains every detector on every split of the datasets and ranks them: AUC, pAUC, size and time.",
            "nanomonitor compare --dataset data/fans data/pumps --report comparison",
            "nanomonitor compare --dataset data/fans --split leave-fan-3-out --detectors node mahalanobis --json figures.json")
        {
            folders,
            split,
            detectors,
            seeds,
            per,
            json,
            report,
        };
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(folders),
            parsed.GetValue(split),
            parsed.GetValue(detectors) is { Length: > 0 } names ? [.. names.Select(DetectorKinds.Named)] : DetectorKinds.All,
            [.. Enumerable.Range(1, parsed.GetValue(seeds))],
            parsed.GetRequiredValue(per) == SharedOptions.PerMachine,
            parsed.GetValue(json),
            parsed.GetValue(report),
            cancel));
        return verb;
    }

    private static void RefuseUnknown(OptionResult result)
    {
        foreach (Token token in result.Tokens.Where(token => !DetectorKinds.All.Any(kind => kind.Name == token.Value)))
        {
            result.AddError($"--detectors: there is no detector '{token.Value}'; there are {string.Join(", ", DetectorKinds.All.Select(kind => kind.Name))}.");
        }
    }

    private static async Task<int> RunAsync(
        string[] folders,
        string? split,
        IReadOnlyList<DetectorKind> kinds,
        int[] seeds,
        bool perMachine,
        string? json,
        string? report,
        CancellationToken cancellationToken)
    {
        OutputFile.Require(json);
        OutputFile.Require(report is null ? null : Path.Combine(report, PageName));
        var notes = new List<string>();
        (Dataset Dataset, Split Split, FeatureSpec? Spec)[] splits = [.. folders.SelectMany(folder => Splits(folder, split, notes))];
        Notes.Write(notes);

        ScoredCase[] cases = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            "Comparing",
            steps => Task.Run(() => Compare(splits, kinds, seeds, perMachine, steps, cancellationToken), cancellationToken).WaitAsync(cancellationToken));

        ComparisonReport figures = ComparisonReport.Of([.. cases.Select(scored => scored.Report)]);
        ComparisonTables.Write(Consoles.Output, figures);
        if (json is not null)
        {
            OutputFile.Write(json, figures.ToJson() + "\n");
        }

        if (report is not null)
        {
            OutputFile.Write(Path.Combine(report, FiguresName), figures.ToJson() + "\n");
            OutputFile.Write(Path.Combine(report, PageName), ComparisonPage.Write(figures, cases, notes));
            Console.WriteLine($"Written to {Path.Combine(report, PageName)}.");
        }

        return ExitCode.Ok;
    }

    private static IEnumerable<(Dataset Dataset, Split Split, FeatureSpec? Spec)> Splits(string folder, string? name, List<string> notes)
    {
        Dataset dataset = Dataset.Open(folder);
        SensorChoice? sensor = dataset.Kind == DatasetKind.ClipFeatures ? null : SensorChoice.Of(dataset);
        notes.AddRange([.. dataset.Warnings, .. (sensor?.Assumptions ?? []).Select(assumption => $"{dataset.Name}: {assumption}")]);
        IReadOnlyList<Split> splits = name is null ? dataset.Splits : [dataset.FindSplit(name)];
        return splits.Count > 0
            ? splits.Select(split => (dataset, split, sensor?.Spec))
            : throw new UsageException($"{dataset.Folder} has no splits; add one to its {Dataset.ManifestName} to say what to test on.");
    }

    private static ScoredCase[] Compare(
        (Dataset Dataset, Split Split, FeatureSpec? Spec)[] splits,
        IReadOnlyList<DetectorKind> kinds,
        int[] seeds,
        bool perMachine,
        IProgress<ProgressStep> steps,
        CancellationToken cancellationToken)
    {
        ComparisonCase[] cases = [.. splits.SelectMany(item =>
        {
            steps.Report(new ProgressStep(0, $"reading {item.Dataset.Name}, {item.Split.Name}"));
            return item.Spec is { } spec
                ? WaveformCases.Of(item.Dataset, item.Split, spec, perMachine)
                : ClipCases.Of(item.Dataset, item.Split, perMachine);
        })];
        int total = cases.Length * kinds.Sum(kind => kind.IsRandom ? seeds.Length : 1);
        int done = 0;
        return [.. cases.Select(one => DetectorComparison.Run(one, kinds, seeds, name =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            steps.Report(new ProgressStep((double)++done / total, $"{one.Dataset}, {one.Split}: {name}"));
        }))];
    }
}
