using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>Shows how far a long piece of work is: a bar on a terminal, plain lines elsewhere.</summary>
internal static class ProgressDisplay
{
    // Characters of a line for the bar, the percentage and the spinner.
    private const int BarWidth = 26;

    /// <summary>Runs the work and shows what it reports.</summary>
    /// <param name="console">Where to show it.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Reports a fraction from 0 to 1 and a few words, as often as it likes.</param>
    public static Task<T> RunAsync<T>(IAnsiConsole console, string title, Func<IProgress<ProgressStep>, Task<T>> work) =>
        console.IsLive() ? RunLiveAsync(console, title, work) : work(new PlainProgress(console, title));

    private static Task<T> RunLiveAsync<T>(IAnsiConsole console, string title, Func<IProgress<ProgressStep>, Task<T>> work) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                return await work(new LiveProgress(bar, title, Math.Max(BarWidth, console.Profile.Width - BarWidth)));
            });

    private sealed class LiveProgress(ProgressTask bar, string title, int width) : IProgress<ProgressStep>
    {
        public void Report(ProgressStep step)
        {
            bar.Value = step.Fraction;
            string text = $"{title}: {step.Detail}";
            bar.Description = Markup.Escape(text.Length <= width ? text : text[..(width - 1)] + "…");
        }
    }
}
