using System.Text.Json.Nodes;
using NanoMonitor.Core.Model;
using NanoMonitor.Training.Cost;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class TrainVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-train-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Writes_a_table_says_what_it_found_and_repeats_itself_byte_for_byte()
    {
        string data = SmallDataset.Write(Path.Combine(folder, "data"));
        string first = Path.Combine(folder, "models", "first.nmt");
        string second = Path.Combine(folder, "second.nmt");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("train", "--dataset", data, "--out", first, "--residual", "never");
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("Learned from 240 windows", program.Output);
        Assert.Contains(first, program.Output);
        Assert.Equal(54, WeightTable.Read(File.ReadAllBytes(first)).Spec.FeatureCount);

        using NanoMonitorProgram again = await NanoMonitorProgram.RunAsync("train", "--dataset", data, "--out", second, "--residual", "never");
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public async Task Learns_from_the_train_part_of_a_split()
    {
        string data = SmallDataset.Write(Path.Combine(folder, "data"));
        string model = Path.Combine(folder, "model.nmt");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            "train", "--dataset", data, "--split", SmallDataset.SplitName, "--out", model, "--residual", "never");
        Assert.Contains("Learned from 120 windows", program.Output);
    }

    [Fact]
    public async Task Says_what_a_window_costs_and_what_a_budget_took_away()
    {
        string data = SmallDataset.Write(Path.Combine(folder, "data"));
        string model = Path.Combine(folder, "model.nmt");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("train", "--dataset", data, "--out", model, "--residual", "never");
        WindowCost cost = WindowCost.Of(WindowShape.Of(WeightTable.Read(File.ReadAllBytes(model))));
        Assert.Contains($"{cost.Il} IL instructions", program.Output);

        using NanoMonitorProgram small = await NanoMonitorProgram.RunAsync(
            "train", "--dataset", data, "--out", model, "--residual", "never", "--budget-il", $"{cost.Il - 1}");
        Assert.True(small.ExitCode == 0, small.Error);
        Assert.Contains("1 operating mode at most, not 2", small.Output);
        Assert.Equal(1, WeightTable.Read(File.ReadAllBytes(model)).ModeCount);
    }

    [Fact]
    public async Task Strict_it_writes_no_table_of_too_little_data_and_says_so_in_the_report()
    {
        string data = SmallDataset.Write(Path.Combine(folder, "data"));
        string model = Path.Combine(folder, "model.nmt");
        string json = Path.Combine(folder, "report.json");
        string[] arguments = ["train", "--dataset", data, "--out", model, "--residual", "never", "--json", json];
        using NanoMonitorProgram strict = await NanoMonitorProgram.RunAsync([.. arguments, "--strict"]);
        Assert.Equal(1, strict.ExitCode);
        Assert.Contains("240 windows are little", Unwrapped(strict.Output));
        Assert.Contains("Nothing written", strict.Output);
        Assert.False(File.Exists(model));
        JsonNode report = JsonNode.Parse(File.ReadAllText(json))![0]!;
        Assert.False((bool)report["isEnough"]!);
        Assert.Null(report["file"]);

        using NanoMonitorProgram lenient = await NanoMonitorProgram.RunAsync(arguments);
        Assert.Equal(0, lenient.ExitCode);
        Assert.Contains("Aim: at most 1 false alarm in a month", Unwrapped(lenient.Output));
        report = JsonNode.Parse(File.ReadAllText(json))![0]!;
        Assert.Equal(model, (string)report["file"]!);
        Assert.Equal(240, (int)report["promise"]!["windows"]!);
        Assert.Contains(report["shortcomings"]!.AsArray(), lack => ((string)lack!).StartsWith("240 windows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sets_how_far_limits_may_follow_an_installation()
    {
        string data = SmallDataset.Write(Path.Combine(folder, "data"));
        string model = Path.Combine(folder, "model.nmt");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("train", "--dataset", data, "--out", model, "--residual", "never", "--offset-limit", "0.25");
        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Equal(1024, WeightTable.Read(File.ReadAllBytes(model)).Thresholds.OffsetLimit);
    }

    private static string Unwrapped(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("--dataset {0}/data --offset-limit -1", "--offset-limit", 2)]
    [InlineData("--dataset {0}/data --budget-il 1000", "within 1000 IL", 1)]
    [InlineData("--dataset {0}/data --budget-il 0", "--budget-il", 2)]
    [InlineData("--dataset {0}/none", "none", 1)]
    [InlineData("--dataset {0}/data --split third-run", "second-run", 1)]
    [InlineData("--dataset {0}/data --residual sometimes", "sometimes", 2)]
    [InlineData("--dataset {0}/data --sensor thermometer", "thermometer", 2)]
    [InlineData("--dataset {0}/data --sensor adxl355", "mpu6886", 1)]
    public async Task Says_what_it_cannot_learn_from(string arguments, string what, int exitCode)
    {
        SmallDataset.Write(Path.Combine(folder, "data"));
        string model = Path.Combine(folder, "model.nmt");
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(
            ["train", .. string.Format(arguments, folder).Split(' '), "--out", model]);
        Assert.Equal(exitCode, program.ExitCode);
        Assert.Contains(what, program.Error);
        Assert.DoesNotContain("Exception", program.Error);
        Assert.False(File.Exists(model));
    }
}
