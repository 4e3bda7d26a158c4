using NanoMonitor.Core.Model;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class TrainPerMachineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-train-each-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Writes_a_table_for_each_machine_and_says_which_one_has_too_little()
    {
        string data = Path.Combine(folder, "data");
        Append(data, "plant/fan-1", 120, 1);
        Append(data, "plant/fan-2", 60, 2);
        Append(data, "plant/new", 10, 3);
        string models = Path.Combine(folder, "models");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            "train", "--dataset", data, "--per", "machine", "--out", models, "--residual", "never");
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("plant/fan-1: Learned from 120 windows", program.Output);
        Assert.Contains("plant/fan-2: Learned from 60 windows", program.Output);
        Assert.Contains("plant/new: There are 10 windows to learn from", program.Error);
        Assert.Equal(["plant-fan-1.nmt", "plant-fan-2.nmt"], Directory.GetFiles(models).Select(Path.GetFileName).Order());
        Assert.All(Directory.GetFiles(models), file => Assert.Equal(1, WeightTable.Read(File.ReadAllBytes(file)).ModeCount));
    }

    [Fact]
    public async Task Refuses_two_machines_whose_tables_would_have_one_name()
    {
        string data = Path.Combine(folder, "data");
        Append(data, "plant/fan", 60, 1);
        Append(data, "plant-fan", 60, 2);
        string models = Path.Combine(folder, "models");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("train", "--dataset", data, "--per", "machine", "--out", models);
        Assert.Equal(2, program.ExitCode);
        Assert.Contains("'plant/fan' and 'plant-fan'", program.Error);
        Assert.False(Directory.Exists(models));
    }

    private static void Append(string data, string machine, int count, int seed)
    {
        var random = new Random(seed);
        FeatureWindow[] windows = [.. Enumerable.Range(0, count).Select(i => new FeatureWindow(
            1, i, [.. Enumerable.Range(0, 54).Select(_ => (short)random.Next(1500, 2500))], [50, 60, 70], 2500, Flat: false))];
        NodeFeatureWriter.AppendRun(data, new NodeFeatureRun(TestTables.Spec, machine, RecordingLabel.Normal, windows));
    }
}
