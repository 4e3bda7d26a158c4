using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Duty;

public class DutyCycleTests
{
    private const int WindowMs = 256;

    [Fact]
    public async Task Sleeps_between_wakes_and_stays_one_boot()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        Telemetry[] telemetry = AwaitTelemetry(rig, 5);
        Assert.All(telemetry, each => Assert.Equal(1, each.BootId));
        Assert.Equal([1, 2, 3, 4, 5], telemetry.Select(each => each.Sequence));
        Assert.True(rig.Board.BootCount >= 5, "it has not slept");

        // A summary waits for the windows of its wake, and so for the temperature.
        Assert.All(telemetry, each => Assert.InRange(each.TemperatureCentiC, 1000, 6000));
        Assert.All(telemetry.Zip(telemetry.Skip(1)), pair => Assert.InRange(pair.Second.UptimeMs - pair.First.UptimeMs, 60_000, 90_000));

        // Four windows of each wake; the first after each start of the sensor is void.
        Assert.All(telemetry.Zip(telemetry.Skip(1)), pair => Assert.Equal(4, pair.Second.WindowsJudged - pair.First.WindowsJudged));
        Birth[] births = [.. rig.All(Topics.Birth).Select(message => Birth.Decode(message.Payload))];
        Assert.Single(births.Select(birth => birth.BootNonce).Distinct());
        Assert.Equal(births.Select((_, i) => births[0].Wakes + i), births.Select(birth => birth.Wakes));
        Assert.Equal((NodeConfiguration.DutyCycled, 60, 1), (births[^1].Mode, births[^1].SleepSeconds, births[^1].PowerOns));
        Assert.DoesNotContain(rig.All(Topics.State), message => System.Text.Encoding.ASCII.GetString(message.Payload) == NodeState.LostText);
    }

    [Fact]
    public async Task Is_awake_only_as_long_as_it_measures_and_talks()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        AwaitTelemetry(rig, 2);
        AwaitSleep(rig);
        int boots = rig.Board.BootCount;
        double asleepAt = rig.NowSeconds;
        Advance(rig, () => rig.Board.BootCount > boots);
        double awakeAt = rig.NowSeconds;
        AwaitSleep(rig);
        Assert.InRange(awakeAt - asleepAt, 60, 61);
        Assert.InRange(rig.NowSeconds - awakeAt, 5 * WindowMs * 1e-3, 12);
        Assert.Equal(0, rig.Node.Accelerometer.SampleRateHz);
    }

    [Fact]
    public async Task A_wake_without_news_leaves_the_radio_off_and_writes_one_file()
    {
        NodeConfiguration configuration = Configuration();
        configuration.TelemetrySeconds = 86_400;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        for (int i = 0; i < 3; i++)
        {
            AwaitSleep(rig);
            rig.Advance(20);
        }

        AwaitSleep(rig);
        rig.Forget();
        List<StorageOperation> operations = [];
        rig.Board.Storage.PowerCutAt = operation =>
        {
            operations.Add(operation);
            return null;
        };
        int boots = rig.Board.BootCount;
        Advance(rig, () => rig.Board.BootCount >= boots + 10 && rig.Board.State == BoardState.Asleep);
        Assert.Empty(rig.All(Topics.Birth));
        Assert.All(operations, operation => Assert.StartsWith(@"I:\sleep.", operation.Path, StringComparison.Ordinal));
        Assert.Equal(10, operations.Count(operation => operation.Kind == StorageOperationKind.Close));
    }

    [Fact]
    public async Task Judges_over_wakes_as_if_it_had_not_slept()
    {
        NodeConfiguration configuration = Configuration();
        configuration.DutyWindows = 1;
        await using NodeRig rig = await StartTrained(configuration);
        rig.Machine.FaultG = 1;
        rig.AwaitState(HealthState.Alarm, seconds: 2000);
        HealthEvent alarm = Events(rig).First(change => change.State == HealthState.Alarm);
        HealthEvent warning = Events(rig).First(change => change.State is HealthState.Warning or HealthState.Alarm);
        Assert.Equal((1, 1), (alarm.BootId, alarm.Generation));
        Assert.Equal(1, warning.BootId);
        rig.Forget();
        rig.Machine.FaultG = 0;
        rig.AwaitState(HealthState.Healthy, seconds: 4000);
        int[] sequences = [.. Events(rig).Select(change => change.Sequence)];
        Assert.Equal(Enumerable.Range(sequences[0], sequences.Length), sequences);
    }

    [Fact]
    public async Task A_limit_is_judged_over_wakes_that_are_each_shorter_than_its_figure()
    {
        NodeConfiguration configuration = Configuration();
        configuration.DutyWindows = 2;
        configuration.TemperatureAlarmCentiC = 500;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.AwaitState(HealthState.Alarm, seconds: 3000);
        HealthEvent alarm = Events(rig).First(change => change.State == HealthState.Alarm);
        Assert.Equal((1, StateCause.Temperature), (alarm.BootId, alarm.Cause.Kind));
    }

    [Fact]
    public async Task A_model_goes_from_chunk_to_confirmation_over_wakes_with_one_trial()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        AwaitSleep(rig);
        byte[] table = TableFile.Indifferent(rig.Spec);
        ModelManifest manifest = rig.Push(table, 1);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed } report && report.Counter == manifest.Counter, seconds: 1000);
        rig.AwaitState(HealthState.Healthy, seconds: 200);
        Assert.True(rig.Board.BootCount >= 4, "sixteen windows take four wakes");

        // Header, package, and one mark each for staged, testing and confirmed.
        Assert.Equal(192 + table.Length + (3 * 8), rig.Board.Storage.Get(@"I:\model.a")!.Length);
    }

    [Fact]
    public async Task Hears_a_command_that_came_while_it_slept_and_stays_awake_for_features()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        AwaitTelemetry(rig, 1);
        AwaitSleep(rig);
        Command command = rig.NewCommand(Command.FeaturesVerb, "minutes=3");
        rig.Publish(Topics.CommandPrefix + command.Verb, command.Encode(rig.Keys.Down, NodeRig.Site, NodeRig.NodeName));
        rig.Await(Topics.Ack, message => Ack.Decode(message.Payload).Counter == command.Counter, seconds: 100);
        int boots = rig.Board.BootCount;
        rig.Advance(170);
        Assert.Equal(boots, rig.Board.BootCount);
        Assert.InRange(Rows(rig).Length, 500, 800);
        AwaitSleep(rig);
    }

    [Fact]
    public async Task Keeps_summaries_through_an_outage_and_tries_less_and_less_often()
    {
        NodeConfiguration configuration = Configuration();
        configuration.TelemetrySeconds = 360;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        AwaitTelemetry(rig, 1);
        AwaitSleep(rig);
        rig.Board.Network.Online = false;
        int boots = rig.Board.BootCount;
        rig.Advance(4 * 3600);
        int attempts = rig.Board.Output.Lines.Count(line => line.Contains("no network", StringComparison.Ordinal));
        Assert.InRange(attempts, 5, 20);
        Assert.True(rig.Board.BootCount - boots > 100, "it wakes on schedule all the same");
        rig.Board.Network.Online = true;
        Telemetry[] telemetry = AwaitTelemetry(rig, 40, seconds: 8000);
        Assert.Equal(Enumerable.Range(1, telemetry.Length), telemetry.Select(each => each.Sequence));
        Assert.Equal(0, telemetry[^1].MessagesDropped);
        Assert.All(telemetry.Zip(telemetry.Skip(1)), pair => Assert.InRange(pair.Second.UptimeMs - pair.First.UptimeMs, 360_000, 540_000));
    }

    [Fact]
    public async Task A_power_cut_while_it_sleeps_begins_a_new_boot()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        AwaitTelemetry(rig, 2);
        AwaitSleep(rig);
        rig.Board.PowerCut();
        rig.Node.Start();
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2).Payload);
        Assert.Equal(("power-on", 2, 0), (birth.BootReason, birth.PowerOns, birth.Wakes));
        Telemetry first = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).BootId == 2, seconds: 200).Payload);
        Assert.Equal(1, first.Sequence);
    }

    [Fact]
    public async Task A_sleep_that_found_no_room_for_its_record_is_followed_by_a_new_boot()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        AwaitSleep(rig);
        Assert.Equal(@"I:\sleep.a", Assert.Single(rig.Board.Storage.Paths(), path => path.StartsWith(@"I:\sleep.", StringComparison.Ordinal)));
        for (int i = 0; rig.Board.Storage.UsedBytes < rig.Board.Storage.CapacityBytes; i++)
        {
            rig.Board.Storage.Put($@"I:\other.{i}", [1]);
        }

        Birth birth = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId > 1, seconds: 300).Payload);
        Assert.Equal(("power-on", 0), (birth.BootReason, birth.Wakes));
    }

    [Fact]
    public async Task A_dead_sensor_is_told_of_and_does_not_keep_the_node_awake()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        AwaitSleep(rig);
        rig.Node.Accelerometer.Bus.Absent = true;
        rig.AwaitState(HealthState.SensorFault, seconds: 200);
        AwaitSleep(rig);
        rig.Node.Accelerometer.Bus.Absent = false;
        rig.Forget();
        rig.AwaitState(HealthState.NoModel, seconds: 200);
    }

    private static NodeConfiguration Configuration()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.Mode = NodeConfiguration.DutyCycled;
        configuration.DutyWindows = 4;
        configuration.DutySleepSeconds = 60;
        configuration.TelemetrySeconds = 30;
        configuration.FeaturesSeconds = 0;
        return configuration;
    }

    private static async Task<NodeRig> StartTrained(NodeConfiguration configuration)
    {
        NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=1"));
        rig.Advance(40);
        rig.Push(TableFile.Fitted(rig.Spec, Rows(rig)), 1);
        rig.AwaitState(HealthState.Healthy, seconds: 4000);
        rig.Forget();
        return rig;
    }

    private static short[][] Rows(NodeRig rig) =>
    [
        .. rig.All(Topics.Features).Select(message => FeatureBatch.Decode(message.Payload))
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => batch.Row(row).Features)),
    ];

    private static HealthEvent[] Events(NodeRig rig) => [.. rig.All(Topics.Event).Select(message => HealthEvent.Decode(message.Payload))];

    private static Telemetry[] AwaitTelemetry(NodeRig rig, int sequence, double seconds = 600)
    {
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).Sequence >= sequence, seconds);
        return [.. rig.All(Topics.Telemetry).Select(message => Telemetry.Decode(message.Payload)).DistinctBy(each => each.Sequence)];
    }

    private static void AwaitSleep(NodeRig rig) => Advance(rig, () => rig.Board.State == BoardState.Asleep);

    private static void Advance(NodeRig rig, Func<bool> until)
    {
        for (int i = 0; i < 20_000 && !until(); i++)
        {
            rig.Advance(0.25);
        }

        Assert.True(until(), string.Join(" | ", rig.Board.Output.Lines.TakeLast(10)));
    }
}
