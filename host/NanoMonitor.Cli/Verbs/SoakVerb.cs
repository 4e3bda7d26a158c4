using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Soak;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>soak</c>: virtual nodes through storms of faults.</summary>
internal static class SoakVerb
{
    private const string DutyCycled = "duty-cycled";
    private const string Continuous = "continuous";

    public static Verb Create()
    {
        Option<int> hours = SharedOptions.Number("--hours", "H", "Simulated hours of storm; four of calm follow.", 1, 1000, 24);
        Option<int> seeds = SharedOptions.Number("--seeds", "N", "Runs, each with a seed of its own.", 1, 100_000, 20);
        Option<int> firstSeed = SharedOptions.Number("--first-seed", "N", "Seed of the first run.", 0, 1_000_000, 1);
        Option<int> atOnce = SharedOptions.Number("--at-once", "N", "Runs at a time.", 1, 256, Environment.ProcessorCount);
        var mode = new Option<string>("--mode")
        {
            Description = "Mode of the nodes.",
            HelpName = DutyCycled + "|" + Continuous,
            DefaultValueFactory = _ => DutyCycled,
        };
        mode.AcceptOnlyFromAmong(DutyCycled, Continuous);
        var verb = new Verb(
            "soak",
            "Runs virtual nodes, with the firmware as it is, through storms of faults, and checks by their sequence numbers that nothing stored is lost.",
            "nanomonitor soak --hours 24 --seeds 20 --mode duty-cycled",
            "nanomonitor soak --mode continuous --hours 24 --first-seed 7 --seeds 1")
        {
            hours, seeds, firstSeed, mode, atOnce,
        };
        verb.SetAction((parsed, cancel) => Task.Run(
            () => Run(
                Enumerable.Range(parsed.GetValue(firstSeed), parsed.GetValue(seeds))
                    .Select(seed => new SoakPlan(seed, parsed.GetValue(hours), parsed.GetValue(mode) == DutyCycled)),
                parsed.GetValue(atOnce),
                cancel),
            cancel));
        return verb;
    }

    private static int Run(IEnumerable<SoakPlan> plans, int atOnce, CancellationToken cancellationToken)
    {
        IReadOnlyList<SoakResult> results = SoakBatch.Run(plans, atOnce, result => Notes.Write([SoakText.Of(result)]), cancellationToken);
        Notes.Write([SoakText.Summary(results)]);
        return results.All(result => result.Passed) ? ExitCode.Ok : ExitCode.Failed;
    }
}
