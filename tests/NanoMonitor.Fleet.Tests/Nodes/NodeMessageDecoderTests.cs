using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Nodes;

public sealed class NodeMessageDecoderTests
{
    private static readonly FleetKey Key = FleetKey.Create();

    private static readonly HealthEvent Event = new() { BootId = 1, Sequence = 2, State = HealthState.Alarm };

    private static byte[] Sealed(FleetKey key) =>
        Event.Encode(new NodeKeys(key.DeriveNodeKey("s", "n")).Up, "s", "n");

    private static BrokerMessage Message(string topic, byte[] payload) => new(topic, payload, Retained: false);

    [Fact]
    public void Believes_what_the_nodes_own_key_signed()
    {
        NodeMessage message = new NodeMessageDecoder(Key).Decode(Message("nanomonitor/1/s/n/event", Sealed(Key)))!;
        Assert.Equal(new NodeId("s", "n"), message.Id);
        Assert.Equal(2, Assert.IsType<HealthEvent>(message.Content).Sequence);
    }

    [Theory]
    [InlineData("nanomonitor/1/s/other/event")]
    [InlineData("nanomonitor/1/other/n/event")]
    public void Rejects_what_another_node_signed(string topic)
    {
        NodeMessage message = new NodeMessageDecoder(Key).Decode(Message(topic, Sealed(Key)))!;
        Assert.True(Assert.IsType<Rejection>(message.Content).IsForged);
    }

    [Fact]
    public void Rejects_what_another_fleet_signed_and_names_its_own_key()
    {
        NodeMessage message = new NodeMessageDecoder(Key).Decode(Message("nanomonitor/1/s/n/event", Sealed(FleetKey.Create())))!;
        Rejection rejection = Assert.IsType<Rejection>(message.Content);
        Assert.True(rejection.IsForged);
        Assert.Contains(Key.Fingerprint, rejection.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void Rejects_a_strangers_birth_whatever_epoch_it_claims(int epoch)
    {
        var birth = new Birth
        {
            Firmware = "test", MachineClass = "fan", Sensor = "mpu6886", SensorStatus = "ok", Spec = TestTables.Spec, BootId = 1, BootReason = "power-on", KeyEpoch = epoch,
        };
        byte[] forged = birth.Encode(new NodeKeys(FleetKey.Create().DeriveNodeKey("s", "n")).Up, "s", "n");
        NodeMessage message = new NodeMessageDecoder(Key).Decode(Message("nanomonitor/1/s/n/birth", forged))!;
        Assert.True(Assert.IsType<Rejection>(message.Content).IsForged);
    }

    [Fact]
    public void Checks_nothing_without_a_key()
    {
        NodeMessage message = new NodeMessageDecoder(null).Decode(Message("nanomonitor/1/s/n/event", Sealed(Key)))!;
        Assert.IsType<HealthEvent>(message.Content);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("telemetry")]
    [InlineData("features")]
    public void Says_what_is_wrong_with_a_payload_that_needs_no_key(string leaf)
    {
        NodeMessage message = new NodeMessageDecoder(Key).Decode(Message($"nanomonitor/1/s/n/{leaf}", [1, 2, 3]))!;
        Rejection rejection = Assert.IsType<Rejection>(message.Content);
        Assert.False(rejection.IsForged);
        Assert.NotEmpty(rejection.Reason);
    }

    [Theory]
    [InlineData("other/1/s/n/event")]
    [InlineData("nanomonitor/1/S/n/event")]
    [InlineData("nanomonitor/1/s/n/unheard-of")]
    public void Passes_over_topics_it_does_not_know(string topic)
    {
        Assert.Null(new NodeMessageDecoder(Key).Decode(Message(topic, [1])));
    }

    [Fact]
    public void Passes_over_a_cleared_message()
    {
        Assert.Null(new NodeMessageDecoder(Key).Decode(Message("nanomonitor/1/s/n/event", [])));
    }
}
