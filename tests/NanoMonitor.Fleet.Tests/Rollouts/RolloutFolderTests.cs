using System.Runtime.Versioning;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Rollouts;

public sealed class RolloutFolderTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("nanomonitor-rollouts-").FullName;
    private readonly RolloutFolder folder;

    public RolloutFolderTests() => folder = new RolloutFolder(Path.Combine(path, "state"));

    public void Dispose() => Directory.Delete(path, recursive: true);

    private static RolloutRecord Record() => new TestRollout(new RolloutPolicy { Soak = TimeSpan.Zero }, 1, 2).Record;

    [Fact]
    public void A_record_comes_back_as_it_was_kept()
    {
        var rollout = new TestRollout(new RolloutPolicy { Soak = TimeSpan.Zero }, 1, 2);
        rollout.Step();
        using (RolloutStore store = folder.Create(rollout.Record))
        {
            store.Save();
        }

        Assert.Equal(["test"], folder.Names);
        Assert.Equal(RolloutFolder.Encode(rollout.Record), RolloutFolder.Encode(folder.Read("test")));
    }

    [Fact]
    public void Two_hosts_cannot_work_on_one_rollout()
    {
        using RolloutStore store = folder.Create(Record());
        store.Save();
        FleetException failure = Assert.Throws<FleetException>(() => folder.Open("test"));
        Assert.Contains("Another host works on the rollout 'test'", failure.Message);
        Assert.True(folder.IsHeld("test"));
        store.Dispose();
        Assert.False(folder.IsHeld("test"));
        folder.Open("test").Dispose();
    }

    [Theory]
    [InlineData(RolloutStatus.Paused, "already, which is paused. Give this one another name with --name, or go on with that one: 'nanomonitor rollout resume test'.")]
    [InlineData(RolloutStatus.Completed, "already, which is completed. Give this one another name with --name.")]
    public void A_name_is_used_once(RolloutStatus status, string advice)
    {
        RolloutRecord record = Record();
        record.Status = status;
        using (RolloutStore store = folder.Create(record))
        {
            store.Save();
        }

        Assert.EndsWith(advice, Assert.Throws<FleetException>(() => folder.Create(Record())).Message);
    }

    [Fact]
    public void A_request_reaches_the_host_once_and_not_the_next_host()
    {
        using (RolloutStore store = folder.Create(Record()))
        {
            store.Save();
            Assert.Null(store.TakeRequest());
            folder.Ask("test", RolloutRequest.Abort);
            Assert.Equal(RolloutRequest.Abort, store.TakeRequest());
            Assert.Null(store.TakeRequest());
            folder.Ask("test", RolloutRequest.Pause);
        }

        using RolloutStore next = folder.Open("test");
        Assert.Null(next.TakeRequest());
    }

    [Fact]
    public void A_damaged_record_is_refused_with_its_file()
    {
        using (RolloutStore store = folder.Create(Record()))
        {
            store.Save();
        }

        string file = Path.Combine(folder.Path, "test.json");
        File.WriteAllText(file, File.ReadAllText(file)[..100]);
        Assert.StartsWith($"{file} is damaged", Assert.Throws<FleetException>(() => folder.Read("test")).Message);
        Assert.Contains("there are test", Assert.Throws<FleetException>(() => folder.Read("other")).Message);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix modes");
        using RolloutStore store = folder.Create(Record());
        store.Save();
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(folder.Path, "test.json")) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.Path) & Others);
    }

    [Fact]
    public void A_table_comes_back_under_its_name_and_a_damaged_one_does_not()
    {
        ModelPackage package = ModelPackage.Create(TestTables.Create(TestTables.Spec, 3), "fan");
        folder.Keep(package);
        Assert.Equal(package.Bytes, folder.Package(PackageInfo.Of(package)).Bytes);
        Assert.Equal(package.Digest, Assert.Single(folder.Packages()).Digest);

        string file = Directory.GetFiles(Path.Combine(folder.Path, "packages")).Single();
        File.WriteAllBytes(file, package.Bytes[..^1]);
        Assert.Throws<FleetException>(() => folder.Package(PackageInfo.Of(package)));
        Assert.Empty(folder.Packages());
    }
}
