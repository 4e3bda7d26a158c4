namespace NanoMonitor.Cli.Tests.Verbs;

public sealed class KeysVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-cli-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Creates_a_key_once_and_shows_only_its_fingerprint()
    {
        string path = Path.Combine(folder, "fleet.key");
        using NanoMonitorProgram created = await NanoMonitorProgram.RunAsync("keys", "create", "--out", path);
        Assert.Equal(0, created.ExitCode);
        string secret = File.ReadAllLines(path)[1];
        Assert.DoesNotContain(secret, created.Output + created.Error);

        using NanoMonitorProgram again = await NanoMonitorProgram.RunAsync("keys", "create", "--out", path);
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(secret, File.ReadAllLines(path)[1]);

        using NanoMonitorProgram check = await NanoMonitorProgram.RunAsync("keys", "check", "--key-file", path);
        Assert.Equal(0, check.ExitCode);
        string fingerprint = created.Output.Split(' ').Single(word => word.Length == 8 && word.All(char.IsAsciiHexDigitLower));
        Assert.Contains(fingerprint, check.Output);
    }
}
