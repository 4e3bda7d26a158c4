namespace NanoMonitor.Cli.Tests.Usage;

public sealed class HelpTests
{
    private static readonly string[] Verbs =
        ["demo", "provision", "commission", "train", "evaluate", "compare", "alarms", "dcase", "inspect", "push", "rollout", "watch", "capture", "command", "simulate", "suite", "soak", "chaos", "broker", "broker-config", "keys", "audit"];

    public static TheoryData<string> Commands => [.. Verbs, "keys create", "keys check", "keys status", "keys rotate", "keys retire", "rollout start", "rollout status", "rollout pause", "rollout resume", "rollout abort"];

    [Fact]
    public async Task Without_arguments_it_shows_its_verbs_and_counts_as_wrong_usage()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync();
        Assert.Equal(2, program.ExitCode);
        string[] lines = program.Output.Split('\n');
        IEnumerable<string> verbs = lines.SkipWhile(line => !line.StartsWith("Commands:", StringComparison.Ordinal))
            .Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]);
        Assert.Equal(Verbs, verbs);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_verb_has_help_with_an_example(string verb)
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync([.. verb.Split(' '), "--help"]);
        Assert.Equal(0, program.ExitCode);
        Assert.Matches($"Examples?:\\s+nanomonitor {verb}\\b", program.Output);
        Assert.Empty(program.Error);
    }
}
