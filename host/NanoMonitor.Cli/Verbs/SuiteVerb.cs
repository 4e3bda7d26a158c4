using System.CommandLine;
using System.CommandLine.Parsing;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Simulation.Suites;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>suite</c>: simulated datasets that are hard for a detector.</summary>
internal static class SuiteVerb
{
    public static Verb Create()
    {
        var output = new Option<string>("--out", "-o")
        {
            Description = "Folder of the suite, with one dataset of each case; older ones of those names are written over.",
            HelpName = "DIR",
            Required = true,
        };
        var only = new Option<string[]>("--only")
        {
            Description = "Only these, separated by spaces; by default all: " + string.Join(", ", HardCases.All.Select(hardCase => hardCase.Name)) + ".",
            HelpName = "NAME…",
            AllowMultipleArgumentsPerToken = true,
        };
        only.Validators.Add(RefuseUnknown);
        Option<int> seed = SharedOptions.Number("--seed", "N", "Seed; the same seed gives the same files.", 0, 1_000_000, 1);
        var verb = new Verb(
            "suite",
            "Writes simulated datasets that are hard for a detector: speeds and loads, remounted sensors, ageing, little to learn from, warmth, mains, dead bits.",
            "nanomonitor suite --out hard-cases",
            "nanomonitor suite --out hard-cases --seed 7 --only speed-fan short-rig")
        {
            output, only, seed,
        };
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(output),
            parsed.GetValue(only) is { Length: > 0 } names ? [.. HardCases.All.Where(hardCase => names.Contains(hardCase.Name))] : HardCases.All,
            parsed.GetValue(seed),
            cancel));
        return verb;
    }

    private static void RefuseUnknown(OptionResult result)
    {
        foreach (Token token in result.Tokens.Where(token => HardCases.Find(token.Value) is null))
        {
            result.AddError($"--only: there is no case '{token.Value}'; there are {string.Join(", ", HardCases.All.Select(hardCase => hardCase.Name))}.");
        }
    }

    private static async Task<int> RunAsync(string folder, IReadOnlyList<HardCase> cases, int seed, CancellationToken cancellationToken)
    {
        string[] folders = await ProgressDisplay.RunAsync(
            Consoles.Progress,
            "Recording",
            steps => Task.Run(() => cases.Select((hardCase, index) => SuiteWriter.Write(hardCase, folder, seed, id =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                steps.Report(new ProgressStep((double)index / cases.Count, $"{hardCase.Name}, {id}"));
            })).ToArray(), cancellationToken).WaitAsync(cancellationToken));

        foreach ((HardCase hardCase, string written) in cases.Zip(folders))
        {
            Consoles.Output.WriteParagraph($"{written}: {hardCase.Note}");
        }

        return ExitCode.Ok;
    }
}
