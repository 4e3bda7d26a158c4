using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Provisioning;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Provisioning;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.VirtualBoard.Serial;

namespace NanoMonitor.Fleet.Tests.Provisioning;

public sealed class ProvisioningTests : IDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(4));

    public void Dispose() => patience.Dispose();

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task A_node_is_provisioned_over_a_real_serial_port_is_heard_and_checks_its_mounting(string brokerName)
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "no pseudo terminals on this system");
        (IAsyncDisposable broker, BrokerAddress address) = await TestBrokers.StartAsync(brokerName);
        await using IAsyncDisposable running = broker;
        using var rig = new ProvisioningRig();
        rig.UseBroker(address);
        using PseudoTerminal terminal = PseudoTerminal.Open();
        rig.Node.Board.Serial.Attach(ProvisioningRig.Port, terminal.Stream);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(address), patience.Token);
        await using BirthWatch births = await BirthWatch.OpenAsync(connection, ProvisioningRig.Id, rig.Key, patience.Token);

        await using var session = new NodeSession(terminal.Path, SerialLine.Open(terminal.Path), ProvisioningRig.Patience);
        NodeDescription before = await session.DetectAsync(patience.Token);
        Assert.Equal((false, "NanoMonitor 0.1.0", ProvisioningRig.Port), (before.IsProvisioned, before.Firmware, before.PortName));

        NodeSettings settings = rig.Settings(("sampleRateHz", "250"), ("temperatureSensor", "mcp9808"));
        NodeDescription after = await session.WriteAsync(settings, patience.Token);
        Birth? birth = await births.WaitAsync(after.BootId, ProvisioningRig.Patience.Birth, patience.Token);
        Assert.Equal(("fan", "mpu6886", "provisioned"), (birth?.MachineClass, birth?.Sensor, birth?.BootReason));

        MountingReport report = await session.CheckMountingAsync(patience.Token);
        Assert.Equal(("ok", 0, 250_000), (report.SensorStatus, report.Clipped, report.NominalRateMilliHz));
        Assert.InRange(report.Frames, 2400, 5200);
        Assert.InRange(Math.Sqrt(report.GravityMicroG.Sum(value => value * 1e-6 * value * 1e-6)), 0.8, 1.2);
        Assert.All(report.NoiseMicroG, value => Assert.InRange(value, 100, 2_000_000));
        Assert.DoesNotContain(MountingVerdict.Of(report), verdict => verdict.Level == MountingLevel.Bad);

        Assert.False(rig.HoldsSecret(string.Join('\n', rig.Node.Board.Output.Lines)));
        Assert.False(rig.HoldsSecret(string.Join('\n', NodeLabel.Lines(settings.Configuration, rig.Key, new DateOnly(2026, 11, 25)))));
    }

    [Theory]
    [InlineData("☂", 70)]
    [InlineData("\u007F", 200)]
    public async Task A_node_refuses_a_field_whose_name_takes_many_bytes_and_goes_on_answering(string character, int times)
    {
        using var rig = new ProvisioningRig();
        await using var client = new ImprovClient(rig.PlugBare());
        TimeSpan answer = ProvisioningRig.Patience.Answer;
        await client.CallAsync(ImprovCommand.Begin, [], answer, patience.Token);
        string field = string.Concat(Enumerable.Repeat(character, times)) + "=1";

        var refused = await Assert.ThrowsAsync<NodeRefusalException>(() => client.CallAsync(ImprovCommand.SetFields, [field], answer, patience.Token));

        Assert.Contains("???", refused.Message, StringComparison.Ordinal);
        await client.CallAsync(ImprovCommand.Abort, [], answer, patience.Token);
    }

    [Fact]
    public async Task A_node_that_sleeps_stays_awake_until_its_mounting_is_checked()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(System.Net.IPAddress.Loopback, 0);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), patience.Token);
        using var rig = new ProvisioningRig();

        // It stays awake for a minute: as long as a host may take for its next word.
        rig.Node.Board.Clock.Speed = 5;
        rig.UseBroker(broker.Address);
        await using BirthWatch births = await BirthWatch.OpenAsync(connection, ProvisioningRig.Id, rig.Key, patience.Token);
        await using NodeSession session = rig.Plug();
        NodeSettings settings = rig.Settings(
            ("sampleRateHz", "250"), ("mode", "duty-cycled"), ("dutyWindows", "1"), ("dutySleepSeconds", "86400"));
        NodeDescription after = await session.WriteAsync(settings, patience.Token);
        Birth? birth = await births.WaitAsync(after.BootId, ProvisioningRig.Patience.Birth, patience.Token);
        Assert.Equal(NodeConfiguration.DutyCycled, birth?.Mode);
        MountingReport report = await session.CheckMountingAsync(patience.Token);
        Assert.Equal("ok", report.SensorStatus);

        // The window in which the filters settle is none.
        Assert.InRange(report.Frames, 2200, 5200);
    }

    [Fact]
    public async Task Every_field_arrives()
    {
        using var rig = new ProvisioningRig();
        NodeSettings settings = rig.Settings(
            ("brokerUser", "node"), ("brokerPassword", ProvisioningRig.BrokerPassword), ("telemetrySeconds", "77"), ("ledPin", "10"), ("wifiSsid", ProvisioningRig.Ssid));
        await using (NodeSession session = rig.Plug())
        {
            await session.WriteAsync(settings, patience.Token);
        }

        NodeConfiguration written = NodeConfiguration.Decode(rig.Node.Board.Storage.Get(@"I:\" + NodeConfiguration.FileA)!);
        Assert.All(ConfigurationFields.All.Split(' '), name =>
            Assert.Equal(ConfigurationFields.Get(settings.Configuration, name), ConfigurationFields.Get(written, name)));
    }

    [Fact]
    public async Task A_certificate_arrives_in_pieces()
    {
        using var rig = new ProvisioningRig();
        byte[] certificate = [.. Enumerable.Range(0, 1500).Select(i => (byte)('A' + (i % 26)))];
        await using (NodeSession session = rig.Plug())
        {
            await session.WriteAsync(new NodeSettings(rig.Settings().Configuration, certificate), patience.Token);
        }

        Assert.Equal(certificate, rig.Node.Board.Storage.Get(@"I:\ca.pem"));
    }

    [Fact]
    public async Task The_networks_in_reach_are_listed()
    {
        using var rig = new ProvisioningRig();
        await using NodeSession session = rig.Plug();

        Assert.Equal([(ProvisioningRig.Ssid, "-55")], await session.ScanAsync(patience.Token));
    }

    [Fact]
    public async Task A_wrong_wifi_password_is_found_before_anything_is_written()
    {
        using var rig = new ProvisioningRig(ProvisioningRig.Old(FleetKey.Create()));
        string before = rig.Files;
        await using NodeSession session = rig.Plug();
        FleetException e = await Assert.ThrowsAsync<FleetException>(() => session.WriteAsync(rig.Settings(("wifiPassword", "the wrong secret")), patience.Token));

        Assert.Contains("network 'hall' does not let it in", e.Message);
        Assert.DoesNotContain("the wrong secret", e.ToString());
        Assert.Equal(before, rig.Files);
        Assert.Equal(7, (await session.DetectAsync(patience.Token)).Sequence);
    }

    [Fact]
    public async Task Says_that_the_broker_cannot_be_reached()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(System.Net.IPAddress.Loopback, 0);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), patience.Token);
        using var rig = new ProvisioningRig();
        await using BirthWatch births = await BirthWatch.OpenAsync(connection, ProvisioningRig.Id, rig.Key, patience.Token);
        await using NodeSession session = rig.Plug();
        NodeDescription written = await session.WriteAsync(rig.Settings(("brokerHost", "nowhere.invalid")), patience.Token);

        Assert.Null(await births.WaitAsync(written.BootId, TimeSpan.FromSeconds(2), patience.Token));
        FleetException e = births.Explain(await session.DetectAsync(patience.Token), new BrokerAddress("nowhere.invalid", 1883), broker.Address);
        Assert.Contains("cannot reach nowhere.invalid:1883", e.Message);
    }

    [Fact]
    public async Task A_node_refuses_what_does_not_go_together_and_keeps_what_it_has()
    {
        using var rig = new ProvisioningRig(ProvisioningRig.Old(FleetKey.Create()));
        string before = rig.Files;
        NodeSettings settings = rig.Settings();
        settings.Configuration.NodeKey = [];
        await using NodeSession session = rig.Plug();
        FleetException e = await Assert.ThrowsAsync<FleetException>(() => session.WriteAsync(settings, patience.Token));

        Assert.Contains("nodeKey", e.Message);
        Assert.Equal(before, rig.Files);
    }

    [Fact]
    public async Task Nothing_the_node_sends_holds_a_secret()
    {
        using var rig = new ProvisioningRig();
        List<byte> sent = [];
        await using NodeSession session = rig.Plug((_, isHosts, frame) =>
        {
            if (!isHosts)
            {
                sent.AddRange(frame);
            }

            return frame;
        });
        await session.WriteAsync(rig.Settings(("brokerUser", "node"), ("brokerPassword", ProvisioningRig.BrokerPassword)), patience.Token);

        Assert.False(rig.HoldsSecret(System.Text.Encoding.Latin1.GetString([.. sent])));
    }

    [Fact]
    public async Task A_node_without_a_configuration_does_not_check_its_mounting()
    {
        using var rig = new ProvisioningRig();
        await using NodeSession session = rig.Plug();
        FleetException e = await Assert.ThrowsAsync<FleetException>(() => session.CheckMountingAsync(patience.Token));

        Assert.Contains("does not sample yet", e.Message);
    }
}
