using System.CommandLine;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Soak.Chaos;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>chaos</c>: rollouts to a fleet of virtual nodes while everything fails.</summary>
internal static class ChaosVerb
{
    public static Verb Create()
    {
        Option<int> nodes = SharedOptions.Number("--nodes", "N", "Virtual nodes.", 10, 2000, 200);
        Option<int> hours = SharedOptions.Number("--hours", "H", "Simulated hours of storm; a calm follows.", 1, 100, 3);
        Option<int> seeds = SharedOptions.Number("--seeds", "N", "Runs, one after another, each with a seed of its own.", 1, 100_000, 1);
        Option<int> firstSeed = SharedOptions.Number("--first-seed", "N", "Seed of the first run.", 0, 1_000_000, 1);
        var verb = new Verb(
            "chaos",
            "Rolls models out to a fleet of virtual nodes while the broker restarts, the host is killed, links drop and nodes lose power, and checks that every node ends on "
            + "the desired model or says why not, that none is left without a valid one, and that no event is lost. Everything stays on this computer.",
            "nanomonitor chaos --nodes 200 --seeds 5",
            "nanomonitor chaos --nodes 24 --hours 1 --first-seed 7")
        {
            nodes, hours, seeds, firstSeed,
        };
        verb.SetAction((parsed, cancel) => Task.Run(
            () =>
            {
                bool hasPassed = true;
                for (int i = 0; i < parsed.GetValue(seeds); i++)
                {
                    ChaosResult result = ChaosRun.Run(new ChaosPlan(parsed.GetValue(firstSeed) + i, parsed.GetValue(nodes), parsed.GetValue(hours)), cancel);
                    Console.WriteLine(ChaosText.Of(result));
                    hasPassed &= result.Passed;
                }

                return hasPassed ? ExitCode.Ok : ExitCode.Failed;
            },
            cancel));
        return verb;
    }
}
