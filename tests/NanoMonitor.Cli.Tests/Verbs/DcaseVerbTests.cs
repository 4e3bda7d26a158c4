using NanoMonitor.Training.Tests.Dcase;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class DcaseVerbTests : IDisposable
{
    private readonly DcaseTreeFolder tree = new();
    private readonly string output = Directory.CreateTempSubdirectory("nanomonitor-cli-dcase-").FullName;

    public void Dispose()
    {
        tree.Dispose();
        Directory.Delete(output, recursive: true);
    }

    [Fact]
    public async Task Writes_the_challenges_files_and_shows_the_published_baseline()
    {
        tree.Write("ToyCar", train: 40, test: 3);
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("dcase", "--root", tree.Path, "--out", output, "--detectors", "mahalanobis");
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("ToyCar id_02", program.Output);
        Assert.Contains("78.77", program.Output);
        Assert.Equal(6, File.ReadAllLines(Path.Combine(output, "mahalanobis", "anomaly_score_ToyCar_id_00.csv")).Length);
        Assert.StartsWith("ToyCar\nid,AUC,pAUC\n00,", File.ReadAllText(Path.Combine(output, "mahalanobis", "result.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detectors_that_tell_machines_apart_need_one_model_for_all()
    {
        tree.Write("fan", train: 40, test: 1);
        string[] arguments = ["dcase", "--root", tree.Path, "--out", output, "--detectors", "identity"];
        using NanoMonitorProgram refused = await NanoMonitorProgram.RunAsync(arguments);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("--per all", refused.Error);
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync([.. arguments, "--per", "all"]);
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(output, "identity", "anomaly_score_fan_id_02.csv")).Length);
    }

    [Fact]
    public async Task A_root_without_machines_is_refused()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("dcase", "--root", output, "--out", output);
        Assert.NotEqual(0, program.ExitCode);
        Assert.Contains("no folder in it has train/", program.Error);
    }
}
