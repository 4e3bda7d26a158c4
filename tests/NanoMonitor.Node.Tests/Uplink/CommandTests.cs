using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Node.Tests.Uplink;

public class CommandTests
{
    [Fact]
    public async Task Sends_the_features_of_every_window_for_as_long_as_asked_for()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=1")).Result);
        rig.Forget();
        double from = rig.NowSeconds;
        rig.Advance(75);
        rig.AwaitInRealTime(Topics.Telemetry, message => Telemetry.Decode(message.Payload).UptimeMs > (from + 60) * 1000);
        FeatureBatch[] batches = [.. rig.All(Topics.Features).Select(message => FeatureBatch.Decode(message.Payload))];
        FeatureRow[] rows = [.. batches.SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(batch.Row))];

        // A minute of windows of 256 samples at the sensor's own rate.
        double expected = 60 * rig.Node.Accelerometer.SampleRateHz / 256;
        Assert.InRange(rows.Length, expected - 1, expected + 2);
        Assert.All(rows.Zip(rows.Skip(1)), pair =>
        {
            Assert.Equal(pair.First.Window + 1, pair.Second.Window);
            Assert.Equal(pair.First.FirstFrame + 256, pair.Second.FirstFrame);
        });
        Assert.All(batches.SkipLast(1), batch => Assert.Equal(FeatureBatch.MaximumRows, batch.RowCount));
        Assert.All(batches, batch => Assert.Equal((rig.Spec.Hash, 54, 3), (batch.FeatureSpecHash, batch.FeatureCount, batch.AxisCount)));

        ParityCheck parity = new(rig.Spec, rig.Node.Frames);
        foreach (FeatureBatch batch in batches)
        {
            parity.Check(batch, rig.Node.FirstFrameOfBoot);
        }

        Assert.Equal((rows.Length, 0), (parity.Windows, parity.Mismatches));
    }

    [Fact]
    public async Task Sends_features_of_its_own_accord_now_and_then_only()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.FeaturesSeconds = 30;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.Advance(100);
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=0")).Result);
        Assert.InRange(rig.All(Topics.Features).Count, 3, 4);
        Assert.All(rig.All(Topics.Features), message => Assert.Equal(1, FeatureBatch.Decode(message.Payload).RowCount));
    }

    [Fact]
    public async Task Answers_a_repeated_command_again_without_doing_it_again()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Command identify = rig.NewCommand(Command.IdentifyVerb);
        rig.Forget();
        Assert.Equal(Ack.Done, rig.Send(identify).Result);
        rig.Await(Topics.Birth);
        rig.Forget();
        Assert.Equal(Ack.Done, rig.Send(identify).Result);
        rig.Advance(1);
        Assert.Empty(rig.All(Topics.Birth));
    }

    [Fact]
    public async Task Refuses_what_it_must_not_or_cannot_do_and_says_why()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Assert.Contains("does not know the verb", Refusal(rig, rig.NewCommand("dance")), StringComparison.Ordinal);
        Assert.Contains("minutes", Refusal(rig, rig.NewCommand(Command.FeaturesVerb)), StringComparison.Ordinal);
        Assert.Contains("minutes", Refusal(rig, rig.NewCommand(Command.FeaturesVerb, "minutes=20000")), StringComparison.Ordinal);

        Command stale = rig.NewCommand(Command.IdentifyVerb);
        stale.BootNonce = 1;
        Assert.Contains("nonce", Refusal(rig, stale), StringComparison.Ordinal);

        Command old = rig.NewCommand(Command.IdentifyVerb);
        rig.Send(rig.NewCommand(Command.IdentifyVerb));
        Assert.Contains("counter", Refusal(rig, old), StringComparison.Ordinal);

        Command timed = rig.NewCommand(Command.IdentifyVerb);
        timed.ExpiresAtUnixSeconds = 1_000_000_000;
        Assert.Matches("expired|does not know the time", Refusal(rig, timed));
    }

    [Fact]
    public async Task Does_not_even_answer_strangers()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Command forged = rig.NewCommand(Command.RebootVerb);
        rig.Publish("cmd/reboot", forged.Encode(rig.Keys.Up, NodeRig.Site, NodeRig.NodeName));
        rig.Publish("cmd/reboot", forged.Encode(rig.Keys.Down, NodeRig.Site, "fan-2"));
        rig.Publish("cmd/reboot", []);
        rig.Publish("cmd/reboot", new byte[5000]);
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.IdentifyVerb)).Result);
        Assert.Single(rig.All(Topics.Ack));
        Assert.Equal(1, rig.Board.BootCount);
    }

    [Fact]
    public async Task Refuses_a_command_under_another_verbs_topic()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Command reboot = rig.NewCommand(Command.RebootVerb);
        rig.Publish("cmd/identify", reboot.Encode(rig.Keys.Down, NodeRig.Site, NodeRig.NodeName));
        Ack ack = Ack.Decode(rig.Await(Topics.Ack).Payload);
        Assert.Equal((Ack.Refused, 1), (ack.Result, rig.Board.BootCount));
    }

    [Fact]
    public async Task Reboots_once_and_says_so()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Command reboot = rig.NewCommand(Command.RebootVerb);
        Assert.Equal(Ack.Done, rig.Send(reboot).Result);
        rig.Await(Topics.Birth, message => Birth.Decode(message.Payload) is { BootId: 2, BootReason: "command" });

        // The counter outlives the reboot: the same bytes again are answered and not obeyed.
        rig.Forget();
        Assert.Equal(Ack.Done, rig.Send(reboot).Result);
        rig.Advance(20);
        Assert.Equal(2, rig.Board.BootCount);
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        rig.Await(Topics.Birth, message => Birth.Decode(message.Payload) is { BootId: 3, BootReason: "power-on" });
    }

    private static string Refusal(NodeRig rig, Command command)
    {
        Ack ack = rig.Send(command);
        Assert.Equal(Ack.Refused, ack.Result);
        return ack.Reason;
    }
}
