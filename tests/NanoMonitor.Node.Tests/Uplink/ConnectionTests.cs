using System.Text;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;

namespace NanoMonitor.Node.Tests.Uplink;

public class ConnectionTests
{
    [Fact]
    public async Task Comes_back_after_the_broker_was_restarted()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Advance(5);
        await rig.StopBrokerAsync();
        rig.Advance(30);
        await rig.RestartBrokerAsync();
        rig.Await(Topics.Birth, seconds: 200);
        rig.AwaitState(HealthState.NoModel);
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.InRange(telemetry.Connections, 2, 3);
        Assert.InRange(telemetry.MessagesDropped, 0, 2);
        Assert.Equal(0, telemetry.WindowsVoided);
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.IdentifyVerb)).Result);
        Assert.Equal(1, rig.Board.BootCount);
    }

    [Fact]
    public async Task Goes_on_sampling_while_the_network_is_away()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Advance(12);
        rig.Board.Network.Online = false;
        rig.Await(Topics.State, message => Encoding.ASCII.GetString(message.Payload) == NodeState.LostText);
        rig.Advance(300);
        rig.Forget();
        rig.Board.Network.Online = true;
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry, seconds: 200).Payload);
        Assert.Equal(0, telemetry.WindowsVoided);
        Assert.InRange(telemetry.WindowsJudged, telemetry.UptimeMs / 256 * 0.98, telemetry.UptimeMs / 256 * 1.02);

        // Offline a summary covers seven minutes: the outage is one of them, and no number is missing.
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).Sequence == telemetry.Sequence + 1);
        Telemetry[] all = [.. rig.All(Topics.Telemetry).Select(message => Telemetry.Decode(message.Payload)).DistinctBy(each => each.Sequence)];
        Assert.Equal(Enumerable.Range(all[0].Sequence, all.Length), all.Select(each => each.Sequence));
        Assert.InRange(all[0].Sequence, 2, 8);
        Assert.InRange(telemetry.MessagesDropped, 0, 2);
    }

    [Fact]
    public async Task Summaries_of_an_outage_survive_a_power_cut_in_it()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Advance(12);
        rig.Board.Network.Online = false;
        rig.Advance(1500);
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        rig.Advance(100);
        rig.Board.Network.Online = true;
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload) is { BootId: 2, Sequence: > 3 }, seconds: 200);
        Telemetry[] before = [.. rig.All(Topics.Telemetry).Select(message => Telemetry.Decode(message.Payload)).Where(each => each.BootId == 1)];
        Assert.InRange(before.Length, 3, 12);
        Assert.Equal(Enumerable.Range(before[0].Sequence, before.Length), before.Select(each => each.Sequence));
        Assert.InRange(before[^1].UptimeMs, 1_100_000, 1_512_000);
    }

    [Fact]
    public async Task Comes_back_when_the_broker_accepts_and_goes_silent()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Advance(12);
        rig.Board.Network.BrokerSilent = true;
        rig.Advance(120);
        Assert.Equal(1, rig.Board.BootCount);
        rig.Forget();
        rig.Advance(120);
        Assert.Empty(rig.All(Topics.Telemetry));
        rig.Board.Network.BrokerSilent = false;
        rig.Await(Topics.Birth, seconds: 200);
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.Equal(0, telemetry.WindowsVoided);
    }

    [Fact]
    public async Task Starts_without_a_network_and_finds_it_later()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.Network.Online = false;
        rig.Node.Start();
        rig.Advance(120);
        Assert.Empty(rig.All(Topics.Birth));
        rig.Board.Network.Online = true;
        rig.Await(Topics.Birth, seconds: 200);
        Assert.Equal(1, rig.Board.BootCount);
    }

    [Fact]
    public async Task Uses_the_network_the_board_has_stored_where_it_is_told_none()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Board.PowerCut();
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.WifiSsid = "";
        rig.Provision(configuration);
        rig.Forget();
        rig.Node.Start();
        rig.Await(Topics.Birth);
        rig.Board.Network.Online = false;
        rig.Advance(60);
        rig.Board.Network.Online = true;
        rig.Forget();
        rig.Await(Topics.Birth, seconds: 200);
    }

    [Fact]
    public async Task Survives_a_name_service_that_fails()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.Network.DnsFails = true;
        rig.Node.Start();
        rig.Advance(60);
        rig.Board.Network.DnsFails = false;
        rig.Await(Topics.Birth, seconds: 200);
    }

    [Fact]
    public async Task A_command_before_the_loss_is_not_forgotten()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=10"));
        rig.Board.Network.Online = false;
        rig.Advance(30);
        rig.Forget();
        rig.Board.Network.Online = true;
        rig.Await(Topics.Features, message => FeatureBatch.Decode(message.Payload).RowCount == FeatureBatch.MaximumRows, seconds: 200);
    }

    [SkippableFact]
    public async Task Works_with_mosquitto_and_its_restart()
    {
        Skip.IfNot(Fleet.Tests.Broker.MosquittoBroker.IsInstalled, "mosquitto is not installed (apt install mosquitto)");
        await using NodeRig rig = await NodeRig.StartAsync(mosquitto: true);
        byte[] table = TableFile.Indifferent(rig.Spec);
        ModelManifest manifest = rig.PushAndConfirm(table, 1);
        rig.AwaitState(HealthState.Healthy);
        await rig.StopBrokerAsync();
        rig.Advance(10);
        await rig.RestartBrokerAsync();
        rig.Await(Topics.Birth, seconds: 200);
        Assert.Equal(manifest.Counter, rig.AwaitReport(ModelReport.Confirmed).Counter);
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=1")).Result);
        rig.Await(Topics.Features);
        rig.Board.PowerCut();
        rig.Await(Topics.State, message => Encoding.ASCII.GetString(message.Payload) == NodeState.LostText);
    }
}
