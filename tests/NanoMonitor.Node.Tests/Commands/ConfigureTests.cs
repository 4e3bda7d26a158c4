using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Node.Tests.Commands;

public class ConfigureTests
{
    [Fact]
    public async Task Keeps_the_new_values_in_the_other_file_and_restarts_with_them()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] before = rig.Board.Storage.Get(@"I:\config.a")!;
        Command configure = rig.NewCommand(Command.ConfigureVerb, "telemetrySeconds=2 machineClass=pump temperatureAlarmCentiC=8000");
        Assert.Equal(Ack.Done, rig.Send(configure).Result);
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2).Payload);
        Assert.Equal(("pump", "configuration"), (birth.MachineClass, birth.BootReason));
        Assert.Equal(before, rig.Board.Storage.Get(@"I:\config.a"));
        NodeConfiguration written = NodeConfiguration.Decode(rig.Board.Storage.Get(@"I:\config.b")!);
        Assert.Equal((2, 2, 8000, NodeRig.NodeName), (written.Sequence, written.TelemetrySeconds, written.TemperatureAlarmCentiC, written.Node));

        rig.Forget();
        rig.Advance(10);
        rig.AwaitInRealTime(Topics.Telemetry);
        Assert.InRange(rig.All(Topics.Telemetry).Count, 4, 6);

        // The same bytes again are answered, and change nothing.
        Assert.Equal(Ack.Done, rig.Send(configure).Result);
        rig.Advance(20);
        Assert.Equal(2, rig.Board.BootCount);
    }

    [Fact]
    public async Task Values_that_it_has_already_are_acknowledged_without_a_restart()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Assert.Equal(Ack.Done, rig.Send(rig.NewCommand(Command.ConfigureVerb, "telemetrySeconds=10 machineClass=fan")).Result);
        rig.Advance(20);
        Assert.Null(rig.Board.Storage.Get(@"I:\config.b"));
        Assert.Equal((BoardState.Running, 1), (rig.Board.State, rig.Board.BootCount));
    }

    [Theory]
    [InlineData("", "is not name=value")]
    [InlineData("telemetrySeconds", "is not name=value")]
    [InlineData("telemetrySeconds=2  featuresSeconds=3", "is not name=value")]
    [InlineData("telemetrySeconds=0", "telemetrySeconds: '0' is not a whole number from 1 to 86400")]
    [InlineData("telemetrySeconds=5 mode=never", "mode: 'never' is not continuous or duty-cycled")]
    [InlineData("accelerationWarningMilliG=9 accelerationAlarmMilliG=5", "accelerationAlarmMilliG is below accelerationWarningMilliG")]
    [InlineData("brokerHost=elsewhere", "brokerHost cannot be changed by a command")]
    [InlineData("nodeKey=00", "nodeKey cannot be changed by a command")]
    [InlineData("sequence=9", "sequence cannot be changed by a command")]
    [InlineData("machineClass=\"\\", "machineClass: '\"\\' is not a name")]
    public async Task Refuses_all_of_it_where_any_of_it_is_wrong(string arguments, string reason)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Ack ack = rig.Send(rig.NewCommand(Command.ConfigureVerb, arguments));
        Assert.Equal(Ack.Refused, ack.Result);
        Assert.Contains(reason, ack.Reason, StringComparison.Ordinal);
        rig.Advance(10);
        Assert.Null(rig.Board.Storage.Get(@"I:\config.b"));
        Assert.Equal((BoardState.Running, 1), (rig.Board.State, rig.Board.BootCount));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_power_cut_at_any_storage_operation_leaves_the_old_or_the_new_values_and_a_node_that_answers(bool unflushedWritesAreLost)
    {
        long operations = await ConfigureWithCut(unflushedWritesAreLost, null);
        Assert.InRange(operations, 6, 30);
        for (long cut = 1; cut <= operations; cut++)
        {
            await ConfigureWithCut(unflushedWritesAreLost, cut);
        }
    }

    // Gives the number of storage operations from the command to the next birth.
    private static async Task<long> ConfigureWithCut(bool unflushedWritesAreLost, long? cut)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Board.Storage.UnflushedWritesAreLost = unflushedWritesAreLost;
        long before = rig.Board.Storage.OperationCount;
        rig.Board.Storage.PowerCutAt = operation => operation.Number == before + cut ? (int)(operation.ByteCount * (cut % 3 ?? 0) / 2) : null;
        Command configure = rig.NewCommand(Command.ConfigureVerb, "machineClass=pump");
        rig.Publish("cmd/" + Command.ConfigureVerb, configure.Encode(rig.Keys.Down, NodeRig.Site, NodeRig.NodeName));
        if (cut == null)
        {
            rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2);
            return rig.Board.Storage.OperationCount - before;
        }

        for (int i = 0; i < 200 && rig.Board.State != BoardState.Off; i++)
        {
            rig.Advance(0.1);
        }

        Assert.Equal(BoardState.Off, rig.Board.State);
        rig.Board.Storage.PowerCutAt = null;
        rig.Forget();
        rig.Node.Start();
        string machineClass = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId > 1).Payload).MachineClass;
        Assert.Contains(machineClass, new[] { "fan", "pump" });

        // Whoever got no answer asks again, with the same bytes.
        rig.Send(configure);
        rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).MachineClass == "pump");
        return 0;
    }
}
