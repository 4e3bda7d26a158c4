using NanoMonitor.Core.Signal;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class PushVerbTests
{
    private static string Write(CliFleet fleet, FeatureSpec spec)
    {
        string path = Path.Combine(fleet.Folder, "fan.nmt");
        File.WriteAllBytes(path, TestTables.Create(spec));
        return path;
    }

    [Fact]
    public async Task Ends_when_the_node_has_confirmed()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        string model = Write(fleet, TestTables.Spec);
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["push", model, .. fleet.NodeOptions]);

        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Contains("plant/fan-1 runs fan", program.Output);
        Assert.Contains("confirmed", program.Error);
        Assert.Equal(File.ReadAllBytes(model), fleet.Node.Package);
    }

    [Fact]
    public async Task Fails_with_the_nodes_reason_when_it_goes_back()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        fleet.Node.ReversionReason = "mean score above the calibration band";
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["push", Write(fleet, TestTables.Spec), .. fleet.NodeOptions]);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains("reverted fan: mean score above the calibration band", program.Error);
    }

    [Fact]
    public async Task Refuses_a_table_for_another_sensor_setting()
    {
        await using CliFleet fleet = await CliFleet.StartAsync();
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync(["push", Write(fleet, TestTables.OtherSpec), .. fleet.NodeOptions]);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains("sample rate", program.Error);
        Assert.Empty(fleet.Node.Manifests);
    }
}
