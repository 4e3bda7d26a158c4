using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Datasets.Dcase;
using NanoMonitor.Training.Clips;
using NanoMonitor.Training.Dcase;
using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>dcase</c>: the DCASE 2020 challenge, task 2, on a tree of WAV files.</summary>
internal static class DcaseVerb
{
    private const string ResultName = "result.csv";

    public static Verb Create()
    {
        var root = new Option<string>("--root", "-r")
        {
            Description = "Folder with fan/train/normal_id_00_00000000.wav, fan/test/… and the other types of machines.",
            HelpName = "DIR",
            Required = true,
        };
        var output = new Option<string>("--out", "-o")
        {
            Description = "Folder for anomaly_score_*.csv and result.csv, one subfolder a detector.",
            HelpName = "DIR",
            Required = true,
        };
        DetectorKind[] possible = [.. DetectorKinds.All.Where(kind => kind is not NodeTableKind)];
        var detectors = new Option<string[]>("--detectors")
        {
            Description = "Detectors, separated by spaces; those that tell machines apart need --per all.",
            HelpName = "NAME…",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["group-made", "mahalanobis"],
        };
        detectors.AcceptOnlyFromAmong([.. possible.Select(kind => kind.Name)]);
        var features = new Option<string>("--features")
        {
            Description = "One row of statistics a clip, or rows of five frames.",
            HelpName = string.Join('|', ClipRows.All.Select(layout => layout.Name)),
            DefaultValueFactory = _ => ClipRows.Statistics.Name,
        };
        features.AcceptOnlyFromAmong([.. ClipRows.All.Select(layout => layout.Name)]);
        var per = new Option<string>("--per")
        {
            Description = "One model for each machine id, or one for all ids of a type.",
            HelpName = "machine|all",
            DefaultValueFactory = _ => "machine",
        };
        per.AcceptOnlyFromAmong("machine", "all");
        Option<int> seed = SharedOptions.Number("--seed", "N", "Seed of the training.", 0, int.MaxValue, 1);
        var verb = new Verb(
            "dcase",
            "Runs detectors on sound in the layout of the DCASE 2020 challenge, task 2, and writes what the challenge takes.",
            "nanomonitor dcase --root dev_data --out results")
        {
            root,
            output,
            detectors,
            features,
            per,
            seed,
        };
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(root),
            parsed.GetRequiredValue(output),
            [.. parsed.GetRequiredValue(detectors).Select(DetectorKinds.Named)],
            ClipRows.All.Single(layout => layout.Name == parsed.GetRequiredValue(features)),
            parsed.GetRequiredValue(per) == "machine",
            parsed.GetValue(seed),
            cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        string root, string output, DetectorKind[] kinds, ClipRows layout, bool perMachine, int seed, CancellationToken cancellationToken)
    {
        if (perMachine && kinds.FirstOrDefault(kind => kind.NeedsIdentities) is { } wrong)
        {
            throw new UsageException($"--detectors: '{wrong.Name}' learns to tell the machines of a type apart; it needs --per all.");
        }

        OutputFile.Require(Path.Combine(output, kinds[0].Name, ResultName));
        var warnings = new List<string>();
        IReadOnlyList<DcaseMachineType> types = DcaseTree.Open(root, warnings);
        IReadOnlyDictionary<string, DcaseResult>[] results = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            "Listening",
            steps => Task.Run(() => Run(types, kinds, layout, perMachine, seed, warnings, steps, cancellationToken), cancellationToken).WaitAsync(cancellationToken));
        Notes.Write(warnings);

        foreach (DetectorKind kind in kinds)
        {
            DcaseResult[] own = [.. results.Select(result => result[kind.Name])];
            foreach (DcaseResult result in own)
            {
                foreach (string id in result.Scores.Keys)
                {
                    OutputFile.Write(Path.Combine(output, kind.Name, result.ScoreFileName(id)), result.ScoreLines(id));
                }
            }

            OutputFile.Write(Path.Combine(output, kind.Name, ResultName), string.Concat(own.Select(result => result.ResultLines())));
        }

        DcaseTables.Write(Consoles.Output, results);
        Console.WriteLine($"Written to {output}.");
        return ExitCode.Ok;
    }

    private static IReadOnlyDictionary<string, DcaseResult>[] Run(
        IReadOnlyList<DcaseMachineType> types,
        DetectorKind[] kinds,
        ClipRows layout,
        bool perMachine,
        int seed,
        List<string> warnings,
        IProgress<ProgressStep> steps,
        CancellationToken cancellationToken)
    {
        int total = types.Sum(type => type.Train.Count + type.Test.Count);
        int done = 0;
        var runner = new DcaseRunner(layout, perMachine, warnings, name =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            steps.Report(new ProgressStep((double)done++ / total, name));
        });
        return [.. types.Select(type => runner.Run(type, kinds, seed))];
    }
}
