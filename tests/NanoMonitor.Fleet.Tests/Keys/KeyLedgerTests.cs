using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Keys;

public sealed class KeyLedgerTests : IDisposable
{
    private static readonly NodeId Fan = new("plant", "fan-1");
    private static readonly NodeId Pump = new("plant", "pump-1");

    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-ledger-").FullName;

    private string KeyPath => Path.Combine(folder, "fleet.key");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_step_is_found_again()
    {
        KeyLedger ledger = KeyLedger.Open(KeyPath);
        Assert.Null(ledger.Of(Fan));
        ledger.Begin(Fan, new NodeKeyId(0, 0), new NodeKeyId(0, 1));
        Assert.Equal(new NodeKeyState(new NodeKeyId(0, 0), new NodeKeyId(0, 1)), KeyLedger.Open(KeyPath).Of(Fan));
        ledger.Prove(Fan, new NodeKeyId(0, 1));
        Assert.Equal(new NodeKeyState(new NodeKeyId(0, 1), null), KeyLedger.Open(KeyPath).Of(Fan));
        ledger.Retire(1);
        Assert.Equal(1, KeyLedger.Open(KeyPath).OldestGeneration);
        if (!OperatingSystem.IsWindows())
        {
            foreach (string path in Directory.GetFiles(folder))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }
        }
    }

    [Fact]
    public void A_change_that_was_begun_goes_on_with_the_same_key()
    {
        KeyLedger.Open(KeyPath).Begin(Fan, new NodeKeyId(0, 0), new NodeKeyId(0, 1));
        Assert.Equal(new NodeKeyId(0, 1), KeyLedger.Open(KeyPath).Begin(Fan, new NodeKeyId(0, 0), new NodeKeyId(1, 1)));

        // Unless the node has meanwhile got another one.
        Assert.Equal(new NodeKeyId(0, 3), KeyLedger.Open(KeyPath).Begin(Fan, new NodeKeyId(0, 2), new NodeKeyId(0, 3)));
    }

    [Fact]
    public void Two_programs_do_not_undo_each_others_steps_and_nothing_goes_back()
    {
        KeyLedger one = KeyLedger.Open(KeyPath);
        KeyLedger other = KeyLedger.Open(KeyPath);
        one.Prove(Fan, new NodeKeyId(0, 2));
        other.Prove(Pump, new NodeKeyId(0, 5));
        other.Prove(Fan, new NodeKeyId(0, 1));
        KeyLedger read = KeyLedger.Open(KeyPath);
        Assert.Equal(new NodeKeyId(0, 2), read.Of(Fan)!.Proven);
        Assert.Equal(new NodeKeyId(0, 5), read.Of(Pump)!.Proven);
        Assert.Contains("meanwhile", Assert.Throws<FleetException>(() => other.Begin(Fan, new NodeKeyId(0, 1), new NodeKeyId(0, 2))).Message);
        Assert.Equal(new NodeKeyState(new NodeKeyId(0, 2), null), KeyLedger.Open(KeyPath).Of(Fan));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "format": "nanomonitor-key-ledger/1", "nodes": { "fan": { "proven": { "generation": 0, "epoch": 1 } } } }""")]
    [InlineData("""{ "format": "nanomonitor-key-ledger/1", "nodes": { "plant/fan-1": { "proven": { "generation": 0, "epoch": -1 } } } }""")]
    [InlineData("""{ "format": "nanomonitor-key-ledger/1", "nodes": { "plant/fan-1": null } }""")]
    public void Refuses_a_damaged_file_rather_than_forget(string text)
    {
        File.WriteAllText(KeyLedger.PathOf(KeyPath), text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyLedger.PathOf(KeyPath), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Assert.Contains("damaged", Assert.Throws<FleetException>(() => KeyLedger.Open(KeyPath)).Message);
    }

    [Fact]
    public void A_new_generation_stands_beside_the_one_before()
    {
        FleetKey first = FleetKeyFile.Create(KeyPath);
        byte[] before = File.ReadAllBytes(KeyPath);
        FleetKey second = FleetKeyFile.CreateNext(KeyPath);
        Assert.Equal(1, second.Generation);
        Assert.Equal(first.Fingerprint, second.OfGeneration(0).Fingerprint);
        Assert.NotEqual(first.Fingerprint, second.Fingerprint);
        Assert.Equal(before, File.ReadAllBytes(KeyPath));
        Assert.Equal(2, FleetKeyFile.CreateNext(KeyPath).Generation);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath + ".1"));
        }
    }
}
