using NanoMonitor.Fleet.Audit;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private static readonly NodeId Fan = new("plant", "fan-1");

    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-audit-").FullName;

    private string KeyPath => Path.Combine(folder, "fleet.key");

    private string LogPath => KeyPath + ".audit";

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Says_who_asked_what_and_only_ever_grows()
    {
        var log = new AuditLog(KeyPath);
        log.Write(Fan, "features", "minutes=3", 7, AuditEntry.Asked);
        string first = File.ReadAllText(LogPath);
        new AuditLog(KeyPath).Write(Fan, "features", "minutes=3", 7, "done");
        Assert.StartsWith(first, File.ReadAllText(LogPath), StringComparison.Ordinal);
        IReadOnlyList<AuditEntry> entries = log.Read();
        Assert.Equal(["asked", "done"], entries.Select(entry => entry.Answer));
        Assert.All(entries, entry => Assert.Equal(($"{Environment.UserName}@{Environment.MachineName}", "plant/fan-1", "features", "minutes=3", 7), (entry.User, entry.Node, entry.Verb, entry.Arguments, entry.Counter)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogPath));
        }
    }

    [Fact]
    public void A_line_cut_short_by_a_power_cut_harms_no_other()
    {
        var log = new AuditLog(KeyPath);
        log.Write(Fan, "identify", "", 1, "asked");
        File.AppendAllText(LogPath, "{\"at\":\"2026-");
        Assert.Single(log.Read());
        log.Write(Fan, "identify", "", 2, "asked");
        Assert.Equal(["asked", "", "asked"], log.Read().Select(entry => entry.Answer));
        Assert.Contains("line 2 is damaged", log.Read()[1].User);
    }

    [Fact]
    public async Task Programs_that_write_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                new AuditLog(KeyPath).Write(Fan, "identify", "", (100 * writer) + i, "asked");
            }
        })));
        Assert.Equal(40, new AuditLog(KeyPath).Read().Select(entry => entry.Counter).Distinct().Count());
    }
}
