namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class SuiteVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-suite-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Writes_a_dataset_that_evaluate_reads()
    {
        string suite = Path.Combine(folder, "suite");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("suite", "--out", suite, "--only", "short-fan");
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Equal([Path.Combine(suite, "short-fan")], Directory.EnumerateDirectories(suite));

        // As a shell completes it.
        string data = Path.Combine(suite, "short-fan") + Path.DirectorySeparatorChar;
        using NanoMonitorProgram evaluation = await NanoMonitorProgram.RunAsync("evaluate", "--dataset", data, "--residual", "never");
        Assert.True(evaluation.ExitCode == 0, evaluation.Error);
        Assert.Contains("unbalance", evaluation.Output);
    }

    [Fact]
    public async Task A_case_that_there_is_not_is_refused_with_those_there_are()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("suite", "--out", folder, "--only", "short-ship");
        Assert.Equal(2, program.ExitCode);
        Assert.Contains("no case 'short-ship'", program.Error);
        Assert.Contains("everything-pump", program.Error);
    }
}
