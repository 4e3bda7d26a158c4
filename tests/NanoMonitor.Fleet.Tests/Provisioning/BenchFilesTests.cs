using System.Text.Json;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Provisioning;

namespace NanoMonitor.Fleet.Tests.Provisioning;

public sealed class BenchFilesTests : IDisposable
{
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("nanomonitor-bench-").FullName, "bench");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public void Files_are_what_the_flasher_and_the_node_read()
    {
        NodeSettings settings = ProvisioningRig.Fields().Build(FleetKey.Create(), "");
        IReadOnlyList<string> written = BenchFiles.Write(folder, settings with { Certificate = [1, 2, 3] }, "COM5");

        Assert.Equal(["files.json", "net.json", "config.a", "ca.pem"], written.Select(Path.GetFileName));
        using JsonDocument files = JsonDocument.Parse(File.ReadAllBytes(written[0]));
        Assert.Equal("COM5", files.RootElement.GetProperty("serialport").GetString());
        Assert.Equal(
            [(@"I:\config.a", written[2]), (@"I:\config.b", null), (@"I:\ca.pem", written[3])],
            files.RootElement.GetProperty("files").EnumerateArray().Select(file => (
                file.GetProperty("DestinationFilePath").GetString(),
                file.TryGetProperty("SourceFilePath", out JsonElement source) ? source.GetString() : null)));
        using JsonDocument network = JsonDocument.Parse(File.ReadAllBytes(written[1]));
        Assert.Equal(ProvisioningRig.Ssid, network.RootElement.GetProperty("WirelessClient").GetProperty("SSID").GetString());
        Assert.Equal("fan-1", NodeConfiguration.Decode(File.ReadAllBytes(written[2])).Node);
    }

    [SkippableFact]
    public void Only_their_owner_may_read_them_also_where_older_ones_were_open()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix permissions");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.a"), "old");
        IReadOnlyList<string> written = BenchFiles.Write(folder, ProvisioningRig.Fields().Build(FleetKey.Create(), ""), "COM5");

        foreach (string path in written)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path));
        }
    }
}
