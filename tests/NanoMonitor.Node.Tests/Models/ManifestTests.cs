using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;

namespace NanoMonitor.Node.Tests.Models;

/// <summary>What a manifest says beyond which package, and when it counts.</summary>
public class ManifestTests
{
    private const long Past = 1_000_000_000;

    [Fact]
    public async Task Judges_by_the_manifests_scores_where_it_gives_them()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PushAndConfirm(table, 1);
        rig.AwaitState(HealthState.Healthy);

        ModelManifest strict = rig.NewManifest(table, 2);
        strict.WarningScore = -150_000;
        rig.PublishManifest(strict);
        rig.AwaitState(HealthState.Warning);
        HealthEvent warning = HealthEvent.Decode(rig.Await(Topics.Event, message => HealthEvent.Decode(message.Payload).State == HealthState.Warning).Payload);
        Assert.Equal((2, StateCause.Score, -150_000), (warning.Generation, warning.Cause.Kind, warning.Cause.Limit));

        strict = rig.NewManifest(table, 3);
        strict.WarningScore = -160_000;
        strict.AlarmScore = -150_000;
        rig.PublishManifest(strict);
        rig.AwaitState(HealthState.Alarm);

        // And over a restart.
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        rig.AwaitState(HealthState.Alarm);
    }

    [Theory]
    [InlineData(Score.None, (1 << 24) - 1)]
    [InlineData((1 << 25) + 1, Score.None)]
    [InlineData(-200_000, Score.None)]
    public async Task Refuses_scores_that_do_not_go_with_the_tables(int warning, int alarm)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PublishChunks(table);
        ModelManifest manifest = rig.NewManifest(table, 1);
        manifest.WarningScore = warning;
        manifest.AlarmScore = alarm;
        rig.PublishManifest(manifest);
        Assert.Contains("do not go with the table's", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
        rig.PushAndConfirm(table, 1);
    }

    [Fact]
    public async Task Refuses_an_expired_manifest_where_it_knows_the_time()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.TimeServer = "time.plant";
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).UnixSeconds > 0, seconds: 200);
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PublishChunks(table);
        ModelManifest manifest = rig.NewManifest(table, 1);
        manifest.ExpiresAtUnixSeconds = Past;
        rig.PublishManifest(manifest);
        Assert.Contains("expired", rig.AwaitReport(ModelReport.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_without_a_clock_judges_no_expiry_of_manifests_and_wants_its_boot_nonce_in_commands_that_expire()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.Network.TimeServer = false;
        rig.Node.Start();
        Birth birth = Birth.Decode(rig.Await(Topics.Birth).Payload);
        Assert.Equal(0, Telemetry.Decode(rig.Await(Topics.Telemetry).Payload).UnixSeconds);
        byte[] table = TableFile.Indifferent(rig.Spec);
        rig.PublishChunks(table);
        ModelManifest manifest = rig.NewManifest(table, 1);
        manifest.ExpiresAtUnixSeconds = Past;
        rig.PublishManifest(manifest);
        rig.AwaitReport(ModelReport.Confirmed);

        Command command = rig.NewCommand(Command.IdentifyVerb);
        command.ExpiresAtUnixSeconds = Past;
        Ack ack = rig.Send(command);
        Assert.Equal(Ack.Refused, ack.Result);
        Assert.Contains("does not know the time", ack.Reason, StringComparison.Ordinal);
        command = rig.NewCommand(Command.IdentifyVerb);
        command.ExpiresAtUnixSeconds = Past;
        command.BootNonce = birth.BootNonce;
        Assert.Equal(Ack.Done, rig.Send(command).Result);
    }

    [Fact]
    public async Task Goes_back_to_an_old_package_under_a_higher_generation()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] old = TableFile.Indifferent(rig.Spec, 1);
        rig.PushAndConfirm(old, 1);
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec, 2), 2);
        ModelManifest back = rig.PushAndConfirm(old, 3);
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).Generation == 3).Payload);
        Assert.Equal((WeightTable.Read(old).Crc, 3), (telemetry.ModelCrc, back.Generation));
    }

    [Fact]
    public async Task A_retained_manifest_does_nothing_again_after_a_restart()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec), 1);
        rig.Advance(5);
        byte[] slot = rig.Board.Storage.Get(@"I:\model.a")!;
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        rig.Advance(30);
        Assert.Equal(slot, rig.Board.Storage.Get(@"I:\model.a"));
        Assert.Null(rig.Board.Storage.Get(@"I:\model.b"));
        Assert.Equal([ModelReport.Confirmed], rig.All(Topics.ModelReported).Select(message => ModelReport.Decode(message.Payload).Status).Distinct());
    }
}
