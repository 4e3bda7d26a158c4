using System.Text;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Node.Tests.Storage;

/// <summary>By button and by command, with the power cut at every operation of the storage.</summary>
public class FactoryResetTests
{
    private const int Led = 10;
    private const int Button = 37;

    // What may be left, and nothing else.
    private static readonly string[] kept = [@"I:\boot.a", @"I:\boot.b", @"I:\command.a", @"I:\command.b", @"I:\manifest.a", @"I:\manifest.b", @"I:\panel.a", @"I:\panel.b"];

    [Fact]
    public async Task The_button_held_long_enough_erases_all_but_what_belongs_to_the_board()
    {
        await using NodeRig rig = await StartFull();
        LedWatch led = new(rig, Led);
        rig.Board.Pins.Drive(Button, false);
        rig.Advance(1);
        led.Shows(150, 50);
        rig.Advance(10);
        rig.Board.Pins.Drive(Button, null);
        rig.Advance(20);
        AssertErased(rig);
        Assert.Equal(2, rig.Board.BootCount);
        led.Shows(1000, 1000);

        // Provisioned anew it is another boot of the same node.
        rig.Board.PowerCut();
        rig.Provision(Configuration());
        rig.Forget();
        rig.Node.Start();
        Birth birth = Birth.Decode(rig.Await(Topics.Birth).Payload);
        Assert.Equal((3, 0), (birth.BootId, birth.Generation));
    }

    [Fact]
    public async Task A_button_let_go_too_soon_bouncing_or_stuck_erases_nothing()
    {
        await using NodeRig rig = await StartFull();
        rig.Board.Pins.Drive(Button, false);
        rig.Advance(9);
        rig.Board.Pins.Drive(Button, null);
        rig.Advance(2);

        // A contact that never rests: up for longer than it bounces, but down again.
        for (int i = 0; i < 150; i++)
        {
            rig.Board.Pins.Drive(Button, i % 2 == 0 ? false : null);
            rig.Advance(i % 2 == 0 ? 0.01 : 0.2);
        }

        rig.Board.PowerCut();
        rig.Board.Pins.Drive(Button, false);
        rig.Node.Start();
        rig.Advance(60);
        Assert.Equal((BoardState.Running, 2), (rig.Board.State, rig.Board.BootCount));
        Assert.NotNull(rig.Board.Storage.Get(@"I:\config.a"));

        // Let go and held again it counts.
        rig.Board.Pins.Drive(Button, null);
        rig.Advance(1);
        rig.Board.Pins.Drive(Button, false);
        rig.Advance(30);
        AssertErased(rig);
    }

    [Fact]
    public async Task The_command_is_answered_first_and_needs_the_nodes_name()
    {
        await using NodeRig rig = await StartFull();
        Assert.Contains("node is missing", Refusal(rig, ""), StringComparison.Ordinal);
        Assert.Contains("this is fan-1", Refusal(rig, "node=fan-2"), StringComparison.Ordinal);
        Assert.Equal(1, rig.Board.BootCount);

        Command reset = rig.NewCommand(Command.FactoryResetVerb, "node=fan-1");
        Assert.Equal(Ack.Done, rig.Send(reset).Result);
        rig.Await(Topics.State, message => Encoding.ASCII.GetString(message.Payload) == NodeState.LostText);
        rig.Advance(20);
        AssertErased(rig);

        // Who has recorded the command cannot use it against the node when it is provisioned again.
        rig.Board.PowerCut();
        rig.Provision(Configuration());
        rig.Forget();
        rig.Node.Start();
        rig.Await(Topics.Birth);
        rig.Send(reset);
        Command old = rig.NewCommand(Command.RebootVerb);
        old.Counter = reset.Counter - 1;
        Assert.Equal(Ack.Refused, rig.Send(old).Result);
        rig.Advance(20);
        Assert.NotNull(rig.Board.Storage.Get(@"I:\config.a"));
        Assert.Equal(3, rig.Board.BootCount);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_power_cut_at_any_storage_operation_leaves_it_as_it_was_or_erased(bool byCommand, bool unflushedWritesAreLost)
    {
        long operations = await ResetWithCut(byCommand, unflushedWritesAreLost, null);
        Assert.InRange(operations, 12, 80);
        for (long cut = 1; cut <= operations; cut++)
        {
            await ResetWithCut(byCommand, unflushedWritesAreLost, cut);
        }
    }

    [Fact]
    public async Task An_old_manifest_is_refused_after_it_and_the_newest_taken_again()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        byte[] package = TableFile.Indifferent(rig.Spec);
        ModelManifest old = rig.PushAndConfirm(package, 1);
        ModelManifest newest = rig.PushAndConfirm(package, 2);
        Hold(rig);
        AssertErased(rig);
        rig.Board.PowerCut();
        rig.PublishManifest(old);
        rig.Provision(Configuration());
        rig.Forget();
        rig.Node.Start();
        Assert.Contains("which was seen before", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
        rig.PublishManifest(newest);
        Assert.Equal(newest.Counter, rig.AwaitReport(ModelReport.Confirmed).Counter);
    }

    [Fact]
    public async Task A_node_that_sleeps_stays_awake_under_the_finger()
    {
        NodeConfiguration configuration = Configuration();
        (configuration.Mode, configuration.DutyWindows, configuration.FeaturesSeconds) = (NodeConfiguration.DutyCycled, 2, 0);
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.Board.Pins.Drive(Button, false);
        rig.Advance(5);
        rig.Board.Pins.Drive(Button, null);
        rig.Advance(6);
        Assert.Equal(BoardState.Asleep, rig.Board.State);

        rig.Board.PowerCut();
        rig.Node.Start();
        rig.Advance(1);
        Hold(rig);
        AssertErased(rig);
    }

    [Fact]
    public async Task Erases_on_a_full_drive_too()
    {
        await using NodeRig rig = await StartFull();
        for (int i = 0; rig.Board.Storage.UsedBytes < rig.Board.Storage.CapacityBytes; i++)
        {
            rig.Board.Storage.Put($@"I:\other.{i}", [1]);
        }

        Hold(rig);
        AssertErased(rig);
    }

    // Gives the number of storage operations from the beginning of the reset to the first rest after it.
    private static async Task<long> ResetWithCut(bool byCommand, bool unflushedWritesAreLost, long? cut)
    {
        await using NodeRig rig = await StartFull();
        rig.Board.Storage.UnflushedWritesAreLost = unflushedWritesAreLost;
        long before = rig.Board.Storage.OperationCount;
        rig.Board.Storage.PowerCutAt = operation => operation.Number == before + cut ? (int)(operation.ByteCount * (cut % 3 ?? 0) / 2) : null;
        if (byCommand)
        {
            Command reset = rig.NewCommand(Command.FactoryResetVerb, "node=fan-1");
            rig.Publish("cmd/" + Command.FactoryResetVerb, reset.Encode(rig.Keys.Down, NodeRig.Site, NodeRig.NodeName));
            for (int i = 0; i < 200 && rig.Board.State != BoardState.Off && rig.Board.Storage.Get(@"I:\config.a") != null; i++)
            {
                rig.Advance(0.1);
            }

            rig.Advance(10);
        }
        else
        {
            Hold(rig);
        }

        long operations = rig.Board.Storage.OperationCount - before;
        rig.Board.Storage.PowerCutAt = null;
        if (cut == null)
        {
            AssertErased(rig);
            return operations;
        }

        Assert.Equal(BoardState.Off, rig.Board.State);
        rig.Board.Pins.Drive(Button, null);
        rig.Node.Start();
        rig.Advance(20);
        if (rig.Board.Storage.Get(@"I:\config.a") == null)
        {
            AssertErased(rig);
        }
        else
        {
            // The reset had not begun: nothing may be missing.
            Assert.NotNull(rig.Board.Storage.Get(@"I:\model.a"));
            Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).BootId > 1).Payload);
            Assert.Equal(1, telemetry.Generation);
        }

        return operations;
    }

    private static void Hold(NodeRig rig)
    {
        rig.Board.Pins.Drive(Button, false);
        rig.Advance(15);
        rig.Board.Pins.Drive(Button, null);
        rig.Advance(15);
    }

    private static void AssertErased(NodeRig rig)
    {
        Assert.Equal(BoardState.Running, rig.Board.State);
        Assert.Empty(rig.Board.Storage.Paths().Except(kept));
        Assert.Contains("there is no configuration", rig.Board.Output.Lines);
    }

    private static string Refusal(NodeRig rig, string arguments)
    {
        Ack ack = rig.Send(rig.NewCommand(Command.FactoryResetVerb, arguments));
        Assert.Equal(Ack.Refused, ack.Result);
        return ack.Reason;
    }

    // A node with everything on its drive that a node can have.
    private static async Task<NodeRig> StartFull()
    {
        NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec), 1);
        rig.AwaitState(HealthState.Healthy);
        rig.Board.Storage.Put(@"I:\config.b", [1, 2, 3]);
        rig.Board.Storage.Put(@"I:\event.07", [1, 2, 3]);
        rig.Board.Storage.Put(@"I:\ca.pem", [1, 2, 3]);
        return rig;
    }

    private static NodeConfiguration Configuration()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        (configuration.LedPin, configuration.ButtonPin) = (Led, Button);
        return configuration;
    }
}
