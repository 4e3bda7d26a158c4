using NanoMonitor.Cli.Terminal;
using Spectre.Console;

namespace NanoMonitor.Cli.Tests.Terminal;

public sealed class PlainProgressTests
{
    [Fact]
    public void Writes_the_first_and_the_last_step_but_not_every_one()
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text) });
        var progress = new PlainProgress(console, "Training");
        for (int i = 0; i <= 1000; i++)
        {
            progress.Report(new ProgressStep(i / 1000.0, $"epoch {i}"));
        }

        string[] lines = text.ToString().TrimEnd().Split('\n');
        Assert.Equal("Training:  0 % epoch 0", lines[0].TrimEnd());
        Assert.Equal("Training: 100 % epoch 1000", lines[^1].TrimEnd());
        Assert.InRange(lines.Length, 2, 900);
    }
}
