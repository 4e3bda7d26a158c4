using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Tests.Keys;

public sealed class FleetKeyFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string KeyPath => Path.Combine(folder, "sub", "fleet.key");

    [Fact]
    public void Reads_back_the_key_it_created()
    {
        FleetKey created = FleetKeyFile.Create(KeyPath);
        Assert.Equal(created.DeriveNodeKey("s", "n"), FleetKeyFile.Read(KeyPath).DeriveNodeKey("s", "n"));
        Assert.Equal([KeyPath], Directory.GetFileSystemEntries(Path.GetDirectoryName(KeyPath)!));
    }

    [Fact]
    public void Never_overwrites_a_key()
    {
        FleetKeyFile.Create(KeyPath);
        string before = File.ReadAllText(KeyPath);
        FleetException refusal = Assert.Throws<FleetException>(() => FleetKeyFile.Create(KeyPath));
        Assert.Contains(KeyPath, refusal.Message);
        Assert.Equal(before, File.ReadAllText(KeyPath));
    }

    [SkippableFact]
    public void Only_the_owner_may_open_the_file()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix file modes");
        FleetKeyFile.Create(KeyPath);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.GetDirectoryName(KeyPath)!));
        }
    }

    [SkippableTheory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Refuses_a_file_that_others_may_open_and_says_how_to_close_it(UnixFileMode others)
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix file modes");
        FleetKeyFile.Create(KeyPath);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | others);
        }

        FleetException refusal = Assert.Throws<FleetException>(() => FleetKeyFile.Read(KeyPath));
        Assert.Contains($"chmod 600 {KeyPath}", refusal.Message);
    }

    [Fact]
    public void Says_how_to_create_a_missing_key()
    {
        FleetException refusal = Assert.Throws<FleetException>(() => FleetKeyFile.Read(KeyPath));
        Assert.Contains("nanomonitor keys create", refusal.Message);
    }

    [Theory]
    [InlineData("something else\n00\n", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("nanomonitor-fleet-key/1\n", "line 2")]
    [InlineData("nanomonitor-fleet-key/1\n0011\n", "line 2")]
    [InlineData("nanomonitor-fleet-key/1\nzz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n", "line 2")]
    [InlineData("nanomonitor-fleet-key/1\n000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\nmore\n", "line 2")]
    public void Names_the_line_of_a_damaged_file_without_repeating_it(string text, string where)
    {
        FleetKeyFile.Create(KeyPath);
        File.WriteAllText(KeyPath, text);
        FleetException refusal = Assert.Throws<FleetException>(() => FleetKeyFile.Read(KeyPath));
        Assert.Contains($"{KeyPath}, {where}", refusal.Message);
        Assert.DoesNotContain("0102030405", refusal.Message);
    }

    [Fact]
    public void Prefers_the_given_path()
    {
        Assert.Equal("given.key", FleetKeyFile.Locate("given.key"));
        Assert.EndsWith(Path.Combine("nanomonitor", "fleet.key"), FleetKeyFile.Locate(null));
    }
}
