using System.Diagnostics;
using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>Progress as lines of text, at most one every two seconds, and one for the end.</summary>
internal sealed class PlainProgress(IAnsiConsole console, string title) : IProgress<ProgressStep>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly Stopwatch clock = new();
    private readonly Lock gate = new();
    private string lastDetail = "";

    public void Report(ProgressStep step)
    {
        lock (gate)
        {
            bool isDue = !clock.IsRunning || clock.Elapsed >= Period || step.Fraction >= 1;
            if (!isDue || step.Detail == lastDetail)
            {
                return;
            }

            lastDetail = step.Detail;
            clock.Restart();
        }

        console.Profile.Out.Writer.WriteLine($"{title}: {step.Fraction,4:P0} {step.Detail}");
    }
}
