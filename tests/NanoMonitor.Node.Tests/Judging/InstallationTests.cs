using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Judging;

/// <summary>What a node learns of its installation, keeps, and forgets.</summary>
public class InstallationTests
{
    private const int BaselineWindows = 60;
    private const int TrialWindows = 16;

    [Fact]
    public async Task Judges_and_learns_window_by_window_as_the_host_does()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = rig.FittedTable(baselineWindows: BaselineWindows);
        rig.Machine.NoiseG = 0.053;
        rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=30"));
        rig.PushAndConfirm(table, 1);
        rig.Advance(60);
        rig.Machine.FaultG = 0.3;
        rig.Advance(20);
        rig.Machine.FaultG = 0;
        rig.Advance(40);
        rig.Send(rig.NewCommand(Command.IdentifyVerb));

        WeightTable weights = WeightTable.Read(table);
        HealthMonitor health = new(weights.Thresholds);
        DriftWatch drift = new(weights);
        GroupMade model = new(weights);
        Dictionary<int, InstallationReport> reports = [];
        HashSet<int> states = [];
        foreach (FeatureRow row in rig.All(Topics.Features).Where(message => FeatureBatch.Decode(message.Payload).ModelCrc == weights.Crc).SelectMany(Rows).Skip(TrialWindows))
        {
            Assert.Equal(row.Score, model.Evaluate(row.Features));
            Assert.Equal((row.Window, row.State), (row.Window, health.Judge(row.Score, false, row.RmsMilliG.Max())));
            states.Add(row.State);
            if (health.MayLearn)
            {
                drift.Take(row.Features, model.Mode, health.MeanScore);
            }

            InstallationReport report = new();
            report.Set(health.Baseline, drift);
            reports[row.Window + 1] = report;
        }

        Assert.Contains(HealthState.Warning, states);
        Assert.NotEqual(0, health.Baseline.Offset);
        Telemetry[] compared = [.. rig.All(Topics.Telemetry).Select(message => Telemetry.Decode(message.Payload)).Where(each => reports.ContainsKey(each.WindowsJudged))];
        Assert.True(compared.Length > 8);
        Assert.All(compared, each => Assert.Equivalent(reports[each.WindowsJudged], each.Installation, strict: true));
    }

    [Fact]
    public async Task A_slow_change_is_a_finding_with_its_bands_and_no_warning()
    {
        await using NodeRig rig = await StartLearned();
        Assert.Equal(0, LastTelemetry(rig).Findings & NodeFinding.Changed);
        rig.Machine.NoiseG = 0.0555;
        Telemetry changed = Telemetry.Decode(rig.Await(Topics.Telemetry, message => (Telemetry.Decode(message.Payload).Findings & NodeFinding.Changed) != 0, seconds: 600).Payload);
        Assert.Equal((HealthState.Healthy, 100), (changed.State, changed.Installation.LearnedPercent));
        Assert.All(changed.Installation.BandChanges, change => Assert.InRange(change, 20, 30));
        Assert.DoesNotContain(rig.All(Topics.Event), message => HealthEvent.Decode(message.Payload).State is HealthState.Warning or HealthState.Alarm);

        // The finding outlives a power cut.
        rig.Advance(2);
        Restart(rig);
        Assert.NotEqual(0, AwaitHealthy(rig).Findings & NodeFinding.Changed);
    }

    [Fact]
    public async Task What_was_learned_outlives_a_power_cut_and_a_trial_that_fails()
    {
        await using NodeRig rig = await StartLearned();
        int offset = LastTelemetry(rig).Installation.Offset;
        Restart(rig);
        Telemetry after = AwaitHealthy(rig);
        Assert.Equal((100, offset), (after.Installation.LearnedPercent, after.Installation.Offset));

        byte[] hopeless = TableFile.Create(rig.Spec, new short[rig.Spec.FeatureCount], [.. Enumerable.Repeat((short)1, rig.Spec.FeatureCount)], TableFile.Lenient(calibrationLow: 90_000));
        rig.Push(hopeless, 2);
        rig.AwaitReport(ModelReport.Reverted);
        rig.Forget();
        after = AwaitHealthy(rig);
        Assert.Equal((1, 100, offset), (after.Generation, after.Installation.LearnedPercent, after.Installation.Offset));
    }

    [Fact]
    public async Task The_same_table_under_another_generation_begins_anew()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = rig.FittedTable(baselineWindows: BaselineWindows);
        rig.PushAndConfirm(table, 1);
        AwaitLearned(rig);
        rig.PushAndConfirm(table, 2);
        Telemetry after = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload) is { Generation: 2, State: HealthState.Healthy }).Payload);
        Assert.InRange(after.Installation.LearnedPercent, 0, 99);
        Restart(rig);
        Assert.InRange(AwaitHealthy(rig).Installation.LearnedPercent, 0, 99);
    }

    [Fact]
    public async Task Limits_that_the_manifest_gives_stay_where_they_are()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        byte[] table = rig.FittedTable(baselineWindows: BaselineWindows);
        rig.Machine.NoiseG = 0.053;
        rig.PublishChunks(table);
        ModelManifest manifest = rig.NewManifest(table, 1);
        manifest.WarningScore = 8000;
        rig.PublishManifest(manifest);
        Telemetry learned = AwaitLearned(rig, seconds: 120);
        Assert.Equal((1, 0), (learned.Generation, learned.Installation.Offset));
    }

    [Fact]
    public async Task Keeps_it_once_an_hour_and_not_at_all_while_there_is_a_warning()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.SampleRateHz = 100;
        await using NodeRig rig = await StartLearned(BaselineWindows, configuration);
        List<string> writes = [];
        rig.Board.Storage.PowerCutAt = operation =>
        {
            if (operation.Kind == StorageOperationKind.Close && operation.Path.StartsWith(@"I:\learned", StringComparison.Ordinal))
            {
                writes.Add(operation.Path);
            }

            return null;
        };
        rig.Advance(3 * 3600);
        Assert.InRange(writes.Count, 2, 4);
        Assert.Equal(226 + 8, rig.Board.Storage.Get(writes[^1])!.Length);
        rig.Machine.FaultG = 1;
        rig.AwaitState(HealthState.Alarm, seconds: 200);
        writes.Clear();
        rig.Advance(2 * 3600);
        Assert.Empty(writes);
    }

    [Fact]
    public async Task Learns_over_wakes_and_keeps_it_without_a_file_for_each()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.Mode = NodeConfiguration.DutyCycled;
        (configuration.DutyWindows, configuration.DutySleepSeconds, configuration.TelemetrySeconds, configuration.FeaturesSeconds) = (8, 60, 60, 0);
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        byte[] table = rig.FittedTable(baselineWindows: BaselineWindows);
        int writes = 0;
        rig.Board.Storage.PowerCutAt = operation =>
        {
            writes += operation.Kind == StorageOperationKind.Close && operation.Path.StartsWith(@"I:\learned", StringComparison.Ordinal) ? 1 : 0;
            return null;
        };
        ModelManifest manifest = rig.Push(table, 1);
        rig.Await(Topics.ModelReported, message => ModelReport.Decode(message.Payload) is { Status: ModelReport.Confirmed } report && report.Counter == manifest.Counter, seconds: 1000);
        rig.Forget();
        Telemetry learned = AwaitLearned(rig, seconds: 1500);
        int[] percents = [.. rig.All(Topics.Telemetry).Select(message => Telemetry.Decode(message.Payload).Installation.LearnedPercent)];
        Assert.Equal(percents.Order(), percents);
        Assert.True(percents.Distinct().Count() > 5, string.Join(' ', percents));
        Assert.InRange(writes, 1, 2);
        Assert.InRange(rig.Board.Storage.Get(@"I:\sleep.a")!.Length, 500, 600);

        // A recalibration that came while it slept is not undone by what the sleep record carries.
        Command recalibrate = rig.NewCommand(Command.RecalibrateVerb);
        rig.Publish(Topics.CommandPrefix + recalibrate.Verb, recalibrate.Encode(rig.Keys.Down, NodeRig.Site, NodeRig.NodeName));
        rig.Await(Topics.Ack, message => Ack.Decode(message.Payload).Counter == recalibrate.Counter, seconds: 400);
        rig.Forget();
        Assert.InRange(Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).Sequence > learned.Sequence + 1, seconds: 400).Payload).Installation.LearnedPercent, 0, 60);
    }

    [Fact]
    public async Task Recalibrated_it_commissions_anew_with_the_same_table()
    {
        await using NodeRig rig = await StartLearned();
        rig.Machine.NoiseG = 0.056;
        Command recalibrate = rig.NewCommand(Command.RecalibrateVerb);
        Assert.Equal(Ack.Done, rig.Send(recalibrate).Result);
        rig.AwaitState(HealthState.Initializing);
        rig.AwaitState(HealthState.Healthy);
        Telemetry anew = LastTelemetry(rig);
        Assert.Equal((1, HealthState.Healthy), (anew.Generation, anew.State));
        Assert.InRange(anew.Installation.LearnedPercent, 0, 99);

        // The same bytes again are answered, and forget nothing.
        AwaitLearned(rig);
        Assert.Equal(Ack.Done, rig.Send(recalibrate).Result);
        Telemetry later = LastTelemetry(rig);
        Assert.Equal(100, later.Installation.LearnedPercent);
        Assert.True(later.Installation.Offset > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_power_cut_at_any_storage_operation_of_a_recalibration_ends_in_one_once_it_is_answered(bool unflushedWritesAreLost)
    {
        // One boot commissions; each cut begins with what its drive held then.
        Dictionary<string, byte[]> drive = [];
        await using (NodeRig rig = await StartLearned(baselineWindows: 150))
        {
            rig.Board.PowerCut();
            foreach (string path in rig.Board.Storage.Paths())
            {
                drive[path] = rig.Board.Storage.Get(path)!;
            }
        }

        long operations = await RecalibrateWithCut(drive, unflushedWritesAreLost, null);
        Assert.InRange(operations, 4, 30);
        for (long cut = 1; cut <= operations; cut++)
        {
            await RecalibrateWithCut(drive, unflushedWritesAreLost, cut);
        }
    }

    // Gives the number of storage operations from the command to its answer.
    private static async Task<long> RecalibrateWithCut(Dictionary<string, byte[]> drive, bool unflushedWritesAreLost, long? cut)
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        foreach ((string path, byte[] bytes) in drive)
        {
            rig.Board.Storage.Put(path, bytes);
        }

        rig.Node.Start();
        Assert.Equal(100, AwaitHealthy(rig).Installation.LearnedPercent);
        rig.Board.Storage.UnflushedWritesAreLost = unflushedWritesAreLost;
        long before = rig.Board.Storage.OperationCount;
        rig.Board.Storage.PowerCutAt = operation => operation.Number == before + cut ? (int)(operation.ByteCount * (cut % 3 ?? 0) / 2) : null;
        Command recalibrate = new() { Counter = 1000, Verb = Command.RecalibrateVerb };
        rig.Publish(Topics.CommandPrefix + recalibrate.Verb, recalibrate.Encode(rig.Keys.Down, NodeRig.Site, NodeRig.NodeName));
        if (cut == null)
        {
            rig.Await(Topics.Ack);
            return rig.Board.Storage.OperationCount - before;
        }

        for (int i = 0; i < 200 && rig.Board.State != VirtualBoard.BoardState.Off; i++)
        {
            rig.Advance(0.1);
        }

        Assert.Equal(VirtualBoard.BoardState.Off, rig.Board.State);
        bool wasAnswered = rig.All(Topics.Ack).Count > 0;
        rig.Board.Storage.PowerCutAt = null;
        rig.Forget();
        rig.Node.Start();
        Telemetry after = AwaitHealthy(rig);
        Assert.True(!wasAnswered || after.Installation.LearnedPercent < 100);

        // Whoever got no answer asks again, with the same bytes.
        rig.Send(recalibrate);
        rig.Forget();
        Assert.InRange(AwaitHealthy(rig).Installation.LearnedPercent, 0, 99);
        return 0;
    }

    private static async Task<NodeRig> StartLearned(int baselineWindows = BaselineWindows, NodeConfiguration? configuration = null)
    {
        NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.Train(baselineWindows: baselineWindows);
        AwaitLearned(rig, seconds: 300);
        return rig;
    }

    private static void Restart(NodeRig rig)
    {
        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
    }

    private static Telemetry AwaitHealthy(NodeRig rig) =>
        Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).State == HealthState.Healthy).Payload);

    private static Telemetry AwaitLearned(NodeRig rig, double seconds = 60)
    {
        rig.Forget();
        return Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).Installation.LearnedPercent == 100, seconds).Payload);
    }

    private static Telemetry LastTelemetry(NodeRig rig)
    {
        rig.Forget();
        return Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
    }

    private static IEnumerable<FeatureRow> Rows(Heard message)
    {
        FeatureBatch batch = FeatureBatch.Decode(message.Payload);
        return Enumerable.Range(0, batch.RowCount).Select(batch.Row);
    }
}
