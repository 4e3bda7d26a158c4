using NanoMonitor.Fleet.Rollouts.State;
using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>Shows a rollout as it goes on: a table on a terminal, a line for every decision elsewhere.</summary>
internal static class RolloutDisplay
{
    /// <summary>Does the work and shows the records that it reports.</summary>
    public static Task RunAsync(Func<IProgress<RolloutRecord>, Task> work) =>
        Consoles.Output.IsLive() ? ShowAsync(work) : work(new Printer());

    private static Task ShowAsync(Func<IProgress<RolloutRecord>, Task> work) =>
        Consoles.Output.Live(new Text("")).StartAsync(live => work(new Picture(live)));

    private sealed class Picture(LiveDisplayContext live) : IProgress<RolloutRecord>
    {
        public void Report(RolloutRecord value) => live.UpdateTarget(RolloutTable.Create(value, Consoles.Output));
    }

    private sealed class Printer : IProgress<RolloutRecord>
    {
        private int printed;

        public void Report(RolloutRecord value)
        {
            for (; printed < value.Log.Count; printed++)
            {
                Console.WriteLine(RolloutTable.Line(value.Log[printed]));
            }
        }
    }
}
