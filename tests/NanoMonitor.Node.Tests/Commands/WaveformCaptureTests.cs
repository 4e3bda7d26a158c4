using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Fleet.Captures;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Node.Tests.Commands;

public class WaveformCaptureTests
{
    private const int Id = 7;

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sends_the_sensors_counts_and_judges_them_meanwhile(bool mosquitto)
    {
        Skip.If(mosquitto && !Fleet.Tests.Broker.MosquittoBroker.IsInstalled, "mosquitto is not installed (apt install mosquitto)");
        await using NodeRig rig = await NodeRig.StartAsync(mosquitto);
        rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=1"));
        Assert.Equal(Ack.Done, Ask(rig, windows: 40).Result);
        CaptureCollector collector = Collect(rig);
        Assert.Equal((CaptureEnd.Complete, 80, 0), (collector.End, collector.ChunkCount, collector.DuplicateCount));
        CheckCounts(rig);

        // What the host computes of them is what the node sent and judged.
        rig.Advance(3);
        int[][] samples = Assert.Single(collector.ToStretches());
        int firstWindow = Chunks(rig)[0].Window;
        rig.AwaitInRealTime(Topics.Features, message => LastWindow(message) >= firstWindow + 39);
        FeatureRow[] rows = [.. Rows(rig).Where(row => row.Window >= firstWindow && row.Window < firstWindow + 40)];
        Assert.Equal(40, rows.Length);
        FeatureExtractor extractor = new(rig.Spec);
        WindowFeatures features = new(rig.Spec);
        foreach (FeatureRow row in rows)
        {
            int at = (row.Window - firstWindow) * 256;
            extractor.Extract([.. samples.Select(axis => axis[at..(at + 256)])], row.TemperatureCentiC, features);
            Assert.Equal(features.Values, row.Features);
        }
    }

    [Theory]
    [InlineData("mpu6886", 4000, 256, false)]
    [InlineData("adxl355", 1000, 512, true)]
    [InlineData("adxl345", 400, 128, false)]
    public async Task Captures_on_other_sensors_in_their_own_bits(string sensor, int sampleRateHz, int windowLength, bool onSpi)
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        (configuration.Sensor, configuration.SampleRateHz, configuration.WindowLength) = (sensor, sampleRateHz, windowLength);
        configuration.SpiChipSelectPin = onSpi ? 5 : NodeConfiguration.DefaultPin;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        Ask(rig, windows: 6);
        Assert.Equal(6 * windowLength / CaptureChunk.Frames, Collect(rig).ChunkCount);
        CheckCounts(rig);
    }

    [Fact]
    public async Task A_repeated_command_is_answered_and_captures_nothing_again()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Command command = rig.NewCommand(Command.CaptureVerb, "id=7 windows=2");
        rig.Send(command);
        Collect(rig);
        rig.Forget();
        Assert.Equal(Ack.Done, rig.Send(command).Result);
        rig.Advance(5);
        Assert.Empty(Chunks(rig));

        // Another one follows as soon as the first is through.
        Assert.Equal(Ack.Done, Ask(rig, windows: 3).Result);
        Assert.Equal(6, Collect(rig).ChunkCount);
    }

    [Theory]
    [InlineData("windows=4", "id is missing")]
    [InlineData("id=0 windows=4", "'0' is not a whole number from 1 to 2147483647")]
    [InlineData("id=7", "windows is missing")]
    [InlineData("id=7 windows=4097", "'4097' is not a whole number from 0 to 4096")]
    public async Task Refuses_what_is_not_bounded(string arguments, string reason)
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Ack ack = rig.Send(rig.NewCommand(Command.CaptureVerb, arguments));
        Assert.Equal(Ack.Refused, ack.Result);
        Assert.Contains(reason, ack.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_one_at_a_time_and_stops_when_told_to()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Ask(rig, windows: 4096);
        Ack second = rig.Send(rig.NewCommand(Command.CaptureVerb, "id=8 windows=4"));
        Assert.Equal((Ack.Refused, "capture 7 is under way"), (second.Result, second.Reason));
        rig.Send(rig.NewCommand(Command.CaptureVerb, "id=8 windows=0"));
        rig.Advance(5);
        Assert.Equal(Ack.Done, Ask(rig, windows: 0).Result);
        CaptureCollector collector = Collect(rig);
        Assert.Equal((CaptureEnd.Stopped, 0), (collector.End, collector.MissingCount));
        Assert.InRange(collector.ChunkCount, 20, 60);
        CheckCounts(rig);
    }

    [Fact]
    public async Task Lost_samples_end_it_so_that_what_was_sent_has_no_gap()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Ask(rig, windows: 400);
        rig.Advance(5);
        rig.Node.Accelerometer.Load(new AnalogFrontEnd(rig.Machine, 5));
        CaptureCollector collector = Collect(rig);
        Assert.Equal((CaptureEnd.Gap, 0), (collector.End, collector.MissingCount));
        Assert.InRange(collector.ChunkCount, 20, 120);
        CheckCounts(rig);
    }

    [Fact]
    public async Task A_sensor_that_gives_nothing_ends_it_after_a_while()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Node.Accelerometer.Bus.Absent = true;
        Ask(rig, windows: 4);
        CaptureCollector collector = Collect(rig, seconds: 120);
        Assert.Equal((CaptureEnd.Silent, 0), (collector.End, collector.ChunkCount));
    }

    [Fact]
    public async Task Goes_on_over_the_next_connection_with_what_there_was_room_for()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        Ask(rig, windows: 200);
        rig.Advance(3);
        rig.Board.Network.Online = false;
        rig.Advance(30);
        rig.Board.Network.Online = true;
        CaptureCollector collector = Collect(rig, seconds: 300);
        Assert.Equal((CaptureEnd.Congested, 0), (collector.End, collector.MissingCount));
        Assert.InRange(collector.ChunkCount, 20 + 10, 80);
        CheckCounts(rig);
    }

    [Fact]
    public async Task A_node_that_sleeps_stays_awake_for_it_and_sleeps_again()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.Mode = NodeConfiguration.DutyCycled;
        (configuration.DutyWindows, configuration.DutySleepSeconds, configuration.TelemetrySeconds, configuration.FeaturesSeconds) = (4, 60, 30, 0);
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        AwaitSleep(rig);
        Command command = rig.NewCommand(Command.CaptureVerb, "id=7 windows=40");
        rig.Publish(Topics.CommandPrefix + command.Verb, command.Encode(rig.Keys.Down, NodeRig.Site, NodeRig.NodeName));
        CaptureCollector collector = Collect(rig, seconds: 200);
        Assert.Equal((CaptureEnd.Complete, 80), (collector.End, collector.ChunkCount));
        int boots = rig.Board.BootCount;
        CheckCounts(rig);
        AwaitSleep(rig);
        Assert.Equal(boots, rig.Board.BootCount);
    }

    private static Ack Ask(NodeRig rig, int windows) => rig.Send(rig.NewCommand(Command.CaptureVerb, $"id={Id} windows={windows}"));

    private static CaptureChunk[] Chunks(NodeRig rig)
    {
        Heard[] messages = [.. Enumerable.Range(0, 400).SelectMany(number => rig.All(Topics.OfCapture(Id, number)))];
        Assert.All(messages, message => Assert.True(CaptureChunk.IsAuthentic(rig.Keys.Up, NodeRig.Site, NodeRig.NodeName, message.Payload)));
        return [.. messages.Select(message => CaptureChunk.Decode(message.Payload))];
    }

    private static CaptureCollector Collect(NodeRig rig, double seconds = 60)
    {
        CaptureCollector collector = new(Id);
        for (double end = rig.NowSeconds + seconds; !collector.IsWhole; rig.Advance(0.25))
        {
            collector = new CaptureCollector(Id);
            foreach (CaptureChunk chunk in Chunks(rig))
            {
                collector.Add(chunk);
            }

            Assert.True(rig.NowSeconds < end, $"{collector.ChunkCount} of {collector.ExpectedCount} chunks, end {collector.End}");
        }

        return collector;
    }

    // The counts of each chunk are those that were read from the sensor's FIFO.
    private static void CheckCounts(NodeRig rig)
    {
        AccelerometerFrame[] frames = new AccelerometerFrame[CaptureChunk.Frames];
        foreach (CaptureChunk chunk in Chunks(rig).Where(chunk => chunk.Counts.Length > 0))
        {
            int[][] samples = [new int[CaptureChunk.Frames], new int[CaptureChunk.Frames], new int[CaptureChunk.Frames]];
            chunk.Unpack(samples, 0);
            rig.Node.Frames.CopyTo(rig.Node.FirstFrameOfBoot + chunk.FirstFrame, frames);
            Assert.Equal(frames.Select(frame => (frame.X, frame.Y, frame.Z)), samples[0].Select((x, n) => (x, samples[1][n], samples[2][n])));
        }
    }

    private static int LastWindow(Heard message)
    {
        FeatureBatch batch = FeatureBatch.Decode(message.Payload);
        return batch.Row(batch.RowCount - 1).Window;
    }

    private static IEnumerable<FeatureRow> Rows(NodeRig rig) => rig.All(Topics.Features).Select(message => FeatureBatch.Decode(message.Payload))
        .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(batch.Row));

    private static void AwaitSleep(NodeRig rig)
    {
        for (int i = 0; i < 2000 && rig.Board.State != BoardState.Asleep; i++)
        {
            rig.Advance(0.25);
        }

        Assert.Equal(BoardState.Asleep, rig.Board.State);
    }
}
