using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using NanoMonitor.Cli.Demo;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Training;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Cli.Tests.Demo;

/// <summary>Recordings through the virtual accelerometer, against the same recordings read from their files.</summary>
public class PlaybackTests
{
    private const int SampleRateHz = 200;

    [Fact]
    public async Task Recordings_that_a_node_is_shown_are_told_apart_by_the_node()
    {
        using var folder = new TemporaryFolder();
        WriteDataset(folder.Path);
        var result = await new PlaybackDemo(folder.Path, null, seed: 1).RunAsync(headless: true, CancellationToken.None);
        Assert.Equal(0, result.ParityMismatches);
        Assert.Equal(2 * (240 * SampleRateHz / 256), result.NormalWindows + result.AnomalyWindows);
        Assert.InRange(result.Auc!.Value, 0.95, 1);
        Assert.Equal(1, result.DetectionRate);
        Assert.Equal(0, result.FalseAlarmRate);
    }

    [Fact]
    public async Task Training_on_what_a_node_sent_gives_the_table_of_the_raw_recording_behind_it()
    {
        using var folder = new TemporaryFolder();
        WriteDataset(folder.Path);
        var raw = Dataset.Open(folder.Path);
        var split = raw.Splits[0];

        var sent = Path.Combine(folder.Path, "sent");
        await using (var broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0))
        await using (var connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), CancellationToken.None))
        await using (var node = await PlaybackNode.CreateAsync(
            new NodeConfiguration { RangeG = 8, SampleRateHz = SampleRateHz, WifiSsid = "test" }, FleetKey.Create(), connection, 1, new DemoStatus(), CancellationToken.None))
        {
            foreach (var part in split.Train)
            {
                var stretch = Assert.Single(WaveformReader.Read(raw, part));
                var rows = await node.PlayAsync(stretch.Samples, stretch.TemperatureCentiC, new DemoStatus(), CancellationToken.None);
                NodeFeatureWriter.AppendRun(sent, new NodeFeatureRun(node.Spec!, "fan", RecordingLabel.Normal, PlaybackDemo.Windows(node.Spec!, rows)));
            }
        }

        var fromNode = Dataset.Open(sent);
        Assert.Equal(
            Train(FeatureSetReader.Read(raw, split.Train, SensorChoice.Of(raw).Spec)),
            Train(FeatureSetReader.Read(fromNode, fromNode.NormalParts(), SensorChoice.Of(fromNode).Spec)));
    }

    [Fact]
    public void A_dataset_the_sensor_cannot_play_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        WriteDataset(folder.Path, countsPerG: 1000);
        var error = Assert.Throws<Fleet.FleetException>(() => new PlaybackDemo(folder.Path, null, 1));
        Assert.Contains("1000 counts per g", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Train(FeatureSet windows)
    {
        return TrainingPipeline.Train(windows, new TrainingOptions(Seed: 3)).Table;
    }

    // Two healthy runs to learn from; a third and a faulty one to judge.
    private static void WriteDataset(string folder, int countsPerG = 4096)
    {
        WriteRecording(folder, "a", FaultSchedule.None, fromSeconds: 0, seconds: 600);
        WriteRecording(folder, "b", FaultSchedule.None, fromSeconds: 2000, seconds: 600);
        WriteRecording(folder, "healthy", FaultSchedule.None, fromSeconds: 4000, seconds: 240);
        WriteRecording(folder, "faulty", FaultSchedule.Constant(1), fromSeconds: 6000, seconds: 240);
        var manifest = new
        {
            format = "nanomonitor-dataset/1",
            name = "simulated-fan",
            sampleRateHz = SampleRateHz,
            sensor = "mpu6886",
            rangeG = 8,
            acceleration = new { columns = new[] { "x", "y", "z" }, countsPerG },
            recordings = new[]
            {
                new { id = "a", file = "a.csv", machine = "fan", label = "normal" },
                new { id = "b", file = "b.csv", machine = "fan", label = "normal" },
                new { id = "healthy", file = "healthy.csv", machine = "fan", label = "normal" },
                new { id = "faulty", file = "faulty.csv", machine = "fan", label = "anomaly" },
            },
            splits = new { later = new { train = new[] { new { recording = "a" }, new { recording = "b" } }, test = new[] { new { recording = "healthy" }, new { recording = "faulty" } } } },
        };
        File.WriteAllText(Path.Combine(folder, "dataset.json"), JsonSerializer.Serialize(manifest));
    }

    private static void WriteRecording(string folder, string name, FaultSchedule fault, double fromSeconds, int seconds)
    {
        var source = new AnalogFrontEnd(new Fan(5) { Fault = fault }, seed: 11);
        source.Begin(fromSeconds, new SamplingSettings(SampleRateHz, 4096, 99, 99));
        var text = new StringBuilder("x,y,z\n");
        for (var n = 0; n < seconds * SampleRateHz; n++)
        {
            Assert.True(source.TryNext(out var sample));
            text.Append(CultureInfo.InvariantCulture, $"{sample.X},{sample.Y},{sample.Z}\n");
        }

        File.WriteAllText(Path.Combine(folder, name + ".csv"), text.ToString());
    }
}
