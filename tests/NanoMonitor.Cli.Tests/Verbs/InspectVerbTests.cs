using System.Text.Json;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class InspectVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-inspect-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(folder, "fan.nmt");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [Fact]
    public async Task Shows_spec_groups_modes_layers_quantization_thresholds_and_size()
    {
        byte[] table = TestTables.Create(TestTables.Spec);
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("inspect", Write(table));
        Assert.True(program.ExitCode == 0, program.Error);
        foreach (string text in new[] { $"{table.Length} bytes", "256 samples at 200 Hz", "modes", "linear skip", "int8", "alarm from", "x.band03", "IL instructions", "ESP32_REV3" })
        {
            Assert.Contains(text, program.Output);
        }
    }

    [Fact]
    public async Task Prints_the_same_as_JSON()
    {
        byte[] table = TestTables.Create(TestTables.Spec);
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("inspect", Write(table), "--json");
        Assert.True(program.ExitCode == 0, program.Error);
        JsonElement model = JsonDocument.Parse(program.Output).RootElement;
        Assert.Equal(table.Length, model.GetProperty("tableBytes").GetInt32());
        Assert.Equal(54, model.GetProperty("features").GetInt32());
        Assert.Equal(54 * 53 / 2, model.GetProperty("macs").GetInt32());
        Assert.Equal(4.0, model.GetProperty("thresholds").GetProperty("alarmScore").GetDouble());
        Assert.InRange(model.GetProperty("cost").GetProperty("ticks").GetInt64(), model.GetProperty("cost").GetProperty("il").GetInt64(), 10_000_000);
        Assert.True(model.GetProperty("golden").GetProperty("reproduced").GetBoolean());
        Assert.Equal(54, model.GetProperty("groups").EnumerateArray().Sum(group => group.GetArrayLength()));
    }

    [Fact]
    public async Task Refuses_what_is_no_table()
    {
        using NanoMonitorProgram program = await NanoMonitorProgram.RunAsync("inspect", Write([1, 2, 3]));
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("fan.nmt: weight table:", program.Error);
    }
}
