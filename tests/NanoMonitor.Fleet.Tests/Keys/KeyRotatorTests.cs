using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Audit;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Keys;

public sealed class KeyRotatorTests : IDisposable
{
    private static readonly NodeId Id = TestFleet.Id;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-rotate-").FullName;

    private string KeyPath => Path.Combine(folder, "fleet.key");

    public void Dispose()
    {
        patience.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_node_gets_its_next_key_and_nothing_older_is_believed()
    {
        FleetKeyFile.Create(KeyPath);
        await using TestFleet fleet = await TestFleet.StartAsync(key: FleetKeyFile.Read(KeyPath));
        BrokerMessage oldBirth = Assert.Single(await RetainedReader.ReadAsync(fleet.Connection, Id.Topic(Topics.Birth), patience.Token));
        Assert.Equal(new KeyRotationResult(new NodeKeyId(0, 1), IsProven: true), await RotateAsync(fleet));
        Assert.Equal(new NodeKeyState(new NodeKeyId(0, 1), null), FleetKeyFile.Read(KeyPath).Ledger.Of(Id));
        Assert.Empty(await RetainedReader.ReadAsync(fleet.Connection, Id.Topic(Topics.KeyDesired), patience.Token));

        // Recorded under the old key.
        Assert.IsType<Rejection>(new NodeMessageDecoder(FleetKeyFile.Read(KeyPath)).Decode(oldBirth)!.Content);
        await using (NodeLink link = await NodeLink.OpenAsync(fleet.Connection, Id, FleetKeyFile.Read(KeyPath), [Topics.Ack], patience.Token))
        {
            await link.WaitForBirthAsync(Long, patience.Token);
            await link.CommandAsync(new MonotonicCounter(TimeProvider.System), Command.IdentifyVerb, "", Long, _ => { }, patience.Token);
        }

        Assert.Equal(["asked", "proven", "asked", "done"], new AuditLog(KeyPath).Read().Select(entry => entry.Answer));
        Assert.Equal(new NodeKeyId(0, 2), (await RotateAsync(fleet)).Key);
    }

    [Fact]
    public async Task A_node_that_has_lost_the_key_it_had_proven_is_said_to_need_another()
    {
        FleetKeyFile.Create(KeyPath);
        FleetKey key = FleetKeyFile.Read(KeyPath);
        await using TestFleet fleet = await TestFleet.StartAsync(key: key);
        key.Ledger.Prove(Id, new NodeKeyId(0, 1));
        await using NodeLink link = await NodeLink.OpenAsync(fleet.Connection, Id, key, [], patience.Token);
        FleetException failure = await Assert.ThrowsAsync<FleetException>(() => link.WaitForBirthAsync(Long, patience.Token));
        Assert.EndsWith("It has proven key epoch 1 of fleet key generation 0; if it has lost that, provision it again.", failure.Message);
    }

    [Fact]
    public async Task A_host_that_knows_nothing_of_the_change_follows_the_births()
    {
        FleetKeyFile.Create(KeyPath);
        await using TestFleet fleet = await TestFleet.StartAsync(key: FleetKeyFile.Read(KeyPath));
        for (int i = 0; i < 20; i++)
        {
            await RotateAsync(fleet);
        }

        // The same fleet key on another computer, without the ledger.
        string other = Path.Combine(folder, "other.key");
        File.Copy(KeyPath, other);
        await using NodeLink link = await NodeLink.OpenAsync(fleet.Connection, Id, FleetKeyFile.Read(other), [Topics.Ack], patience.Token);
        await link.WaitForBirthAsync(Long, patience.Token);
        Assert.Equal(new NodeKeyId(0, 20), link.KeyId);
        await link.CommandAsync(new MonotonicCounter(TimeProvider.System), Command.IdentifyVerb, "", Long, _ => { }, patience.Token);
    }

    [Fact]
    public async Task A_change_that_was_cut_off_goes_on_wherever_it_was()
    {
        FleetKeyFile.Create(KeyPath);
        await using TestFleet fleet = await TestFleet.StartAsync(key: FleetKeyFile.Read(KeyPath));
        fleet.Node.IsAsleep = true;
        Assert.Equal(new KeyRotationResult(new NodeKeyId(0, 1), IsProven: false), await RotateAsync(fleet, TimeSpan.Zero));
        Assert.Equal(new KeyRotationResult(new NodeKeyId(0, 1), IsProven: false), await RotateAsync(fleet, TimeSpan.Zero));

        // The node finds what the broker keeps for it while no host listens.
        fleet.Node.IsAsleep = false;
        await fleet.Node.TakeKeyAsync(Assert.Single(await RetainedReader.ReadAsync(fleet.Connection, Id.Topic(Topics.KeyDesired), patience.Token)).Payload);
        Assert.Equal(new KeyRotationResult(new NodeKeyId(0, 1), IsProven: true), await RotateAsync(fleet, TimeSpan.Zero));
        Assert.Null(FleetKeyFile.Read(KeyPath).Ledger.Of(Id)!.Pending);
    }

    [Fact]
    public async Task Another_fleet_key_brings_another_password_and_the_old_one_opens_nothing_more()
    {
        FleetKey old = FleetKeyFile.Create(KeyPath);
        await using TestFleet fleet = await TestFleet.StartAsync(key: FleetKeyFile.Read(KeyPath));
        await new ModelPusher(fleet.Connection, FleetKeyFile.Read(KeyPath), TimeProvider.System)
            .PushAsync(Id, ModelPackage.Create(TestTables.Create(TestTables.Spec), "fan"), new PushOptions(), null, patience.Token);
        FleetKey next = FleetKeyFile.CreateNext(KeyPath);
        KeyRotationResult result = await RotateAsync(fleet);
        Assert.Equal(new KeyRotationResult(new NodeKeyId(1, 1), IsProven: true), result);
        Assert.Equal(next.DeriveBrokerPassword(Id.ToString()), Assert.Single(fleet.Node.Passwords));

        // The manifest that the broker keeps is the same, under the new key.
        ModelManifest before = fleet.Node.Manifests[0];
        byte[] kept = Assert.Single(await RetainedReader.ReadAsync(fleet.Connection, Id.Topic(Topics.ModelDesired), patience.Token)).Payload;
        Assert.True(ModelManifest.IsAuthentic(new NodeKeys(next.DeriveNodeKey(Id, result.Key)).Down, Id.Site, Id.Node, kept));
        Assert.Equal(before.Counter, ModelManifest.Decode(kept).Counter);

        // Whoever has the old fleet key has all its epochs, and is believed in none.
        var decoder = new NodeMessageDecoder(FleetKeyFile.Read(KeyPath));
        foreach (int epoch in new[] { 0, 1, 2, 7 })
        {
            byte[] up = new NodeKeys(old.DeriveNodeKey(Id.Site, Id.Node, epoch)).Up;
            Assert.IsType<Rejection>(decoder.Decode(new BrokerMessage(Id.Topic(Topics.Birth), Birth(epoch).Encode(up, Id.Site, Id.Node), false))!.Content);
            byte[] ack = new Ack { Counter = 1, Verb = "identify", Result = Ack.Done }.Encode(up, Id.Site, Id.Node);
            Assert.IsType<Rejection>(decoder.Decode(new BrokerMessage(Id.Topic(Topics.Ack), ack, false))!.Content);
        }

        // A node that nobody knows is believed with the old one until it is retired.
        var stranger = new NodeId("plant", "fan-9");
        var birth = new BrokerMessage(stranger.Topic(Topics.Birth), Birth(0).Encode(new NodeKeys(old.DeriveNodeKey("plant", "fan-9")).Up, "plant", "fan-9"), true);
        Assert.IsType<Birth>(new NodeMessageDecoder(FleetKeyFile.Read(KeyPath)).Decode(birth)!.Content);
        FleetKeyFile.Read(KeyPath).Ledger.Retire(1);
        Assert.IsType<Rejection>(new NodeMessageDecoder(FleetKeyFile.Read(KeyPath)).Decode(birth)!.Content);
    }

    [Fact]
    public async Task Passes_on_why_a_node_refuses()
    {
        FleetKeyFile.Create(KeyPath);
        await using TestFleet fleet = await TestFleet.StartAsync(key: FleetKeyFile.Read(KeyPath));
        fleet.Node.RefusalReason = "storage: full";
        FleetException refusal = await Assert.ThrowsAsync<FleetException>(() => RotateAsync(fleet));
        Assert.Contains("storage: full", refusal.Message);
        fleet.Node.RefusalReason = null;
        Assert.True((await RotateAsync(fleet)).IsProven);
    }

    private static Birth Birth(int epoch) => new()
    {
        Firmware = "x", MachineClass = "fan", Sensor = "mpu6886", SensorStatus = "ok", Spec = TestTables.Spec, BootReason = "power-on", BootNonce = 1, KeyEpoch = epoch,
    };

    private Task<KeyRotationResult> RotateAsync(TestFleet fleet, TimeSpan? time = null) =>
        new KeyRotator(fleet.Connection, FleetKeyFile.Read(KeyPath), TimeProvider.System).RotateAsync(Id, time ?? Long, patience.Token);
}
