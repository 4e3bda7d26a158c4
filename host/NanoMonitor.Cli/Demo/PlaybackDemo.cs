using System.Diagnostics;
using System.Net;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Commissioning;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Evaluation;
using Spectre.Console;

namespace NanoMonitor.Cli.Demo;

/// <summary>
/// Recordings through a virtual node: it learns from the normal ones of a split, as it would from its machine, gets its model
/// over MQTT, and judges the test recordings.
/// </summary>
internal sealed class PlaybackDemo
{
    private const int FullScaleCounts = 32768;

    private readonly Dataset dataset;
    private readonly Split split;
    private readonly WaveformLayout layout;
    private readonly int seed;
    private readonly NodeConfiguration configuration;
    private readonly DemoStatus status = new();

    /// <param name="folder">A dataset of recordings with three axes of 16 bits.</param>
    /// <param name="splitName">Null takes the first.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <exception cref="FleetException">The virtual accelerometer cannot play it.</exception>
    public PlaybackDemo(string folder, string? splitName, int seed)
    {
        dataset = Dataset.Open(folder);
        this.seed = seed;
        layout = dataset.Waveform
            ?? throw new FleetException($"{folder} holds no recordings of vibration that a sensor could play. Name a dataset with CSV recordings.");
        split = splitName is not null ? dataset.FindSplit(splitName)
            : dataset.Splits.Count > 0 ? dataset.Splits[0]
            : throw new FleetException($"{folder} names no split into train and test. Add one to its dataset.json.");
        configuration = Configuration();
    }

    /// <summary>Plays everything.</summary>
    public async Task<PlaybackResult> RunAsync(bool headless, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var folder = new TemporaryFolder();
        await using var broker = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        await using var connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker.Address), cancellationToken);
        await using var node = await PlaybackNode.CreateAsync(
            configuration, FleetKey.Create(), connection, seed, status, cancellationToken);
        return await DemoDisplay.RunAsync(
            Consoles.Progress,
            headless,
            [(dataset.Name, status)],
            async () =>
            {
                var table = await LearnAsync(node, folder.Path, cancellationToken);
                var tests = await JudgeAsync(node, cancellationToken);
                status.Begin("done");
                return Result(table, tests, node.Parity!, Math.Round(clock.Elapsed.TotalSeconds, 1));
            });
    }

    /// <summary>The table at the end.</summary>
    public static Table Summary(PlaybackResult result)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle($"{result.Dataset}, {result.Split}: as the node computed it") };
        table.AddColumns("", "AUC", "pAUC (max FPR 0.1)");
        table.AddRow($"windows ({result.NormalWindows} normal, {result.AnomalyWindows} anomalous)", Figure(result.Auc), Figure(result.Pauc));
        table.AddRow($"trailing mean of {TrailingMean.Seconds:0} s", Figure(result.AucAggregated), Figure(result.PaucAggregated));
        table.Caption = new TableTitle(
            $"flags: {Share(result.FalseAlarmRate)} of the normal windows in warning or alarm, {Share(result.DetectionRate)} of the anomalous recordings with an alarm\n"
            + $"table {result.TableBytes} B; node = host on {result.ParityWindows - result.ParityMismatches} of {result.ParityWindows} windows");
        return table;
    }

    private static string Figure(double? value) => value is { } figure ? $"{figure:F4}" : "–";

    private static string Share(double? value) => value is { } share ? $"{share:P1}" : "–";

    // The registers can only say what the sensor can do.
    private NodeConfiguration Configuration()
    {
        var settings = new NodeConfiguration
        {
            MachineClass = "recording",
            WifiSsid = "demo",
            RangeG = FullScaleCounts / layout.CountsPerG,
            SampleRateHz = (int)Math.Round(layout.SampleRateHz),
        };
        bool isExact = settings.SampleRateHz == layout.SampleRateHz
            && SensorLimits.ObjectionTo(SensorFamily.Mpu6886, settings.RangeG, settings.SampleRateHz, settings.I2cAddress) is null
            && settings.RangeG is 2 or 4 or 8 or 16
            && settings.RangeG * layout.CountsPerG == FullScaleCounts
            && layout.SampleBits == 16
            && layout.Columns.Count == 3;
        return isExact
            ? settings
            : throw new FleetException(
                $"The virtual MPU6886 plays three axes of 16 bits at 1000/k or 4000 Hz and 16384, 8192, 4096 or 2048 counts per g; {dataset.Name} has "
                + $"{layout.Columns.Count} of {layout.SampleBits} bits at {layout.SampleRateHz} Hz and {layout.CountsPerG} counts per g. Use 'evaluate' for it.");
    }

    private async Task<WeightTable> LearnAsync(PlaybackNode node, string folder, CancellationToken cancellationToken)
    {
        foreach (var part in split.Train)
        {
            foreach (var stretch in WaveformReader.Read(dataset, part))
            {
                status.Begin($"learns {part.Recording.Id}");
                var rows = await node.PlayAsync(stretch.Samples, stretch.TemperatureCentiC, status, cancellationToken);
                if (rows.Count > 0)
                {
                    NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(node.Spec!, part.Recording.Machine, part.Recording.Label, Windows(node.Spec!, rows)));
                }
            }
        }

        if (!File.Exists(Path.Combine(folder, Dataset.ManifestName)))
        {
            throw new FleetException($"{dataset.Folder}: the split '{split.Name}' names no recording to learn from that fills a window. Name longer ones under its train.");
        }

        using var trainer = new DemoTrainer();
        var table = await trainer.TrainAsync(Dataset.Open(folder), ResidualPolicy.Auto, seed, status, cancellationToken);
        var first = WaveformReader.Read(dataset, split.Train[0]).MaxBy(stretch => stretch.Length)!;
        var package = ModelPackage.Create(table, "recordings");
        await node.PushAsync(package, first.Samples, first.TemperatureCentiC, status, cancellationToken);
        return package.Table;
    }

    private async Task<List<JudgedStretch>> JudgeAsync(PlaybackNode node, CancellationToken cancellationToken)
    {
        var judged = new List<JudgedStretch>();
        foreach (var part in split.Test)
        {
            foreach (var stretch in WaveformReader.Read(dataset, part))
            {
                status.Begin($"judges {part.Recording.Id}");
                judged.Add(new JudgedStretch(part.Recording, await node.PlayAsync(stretch.Samples, stretch.TemperatureCentiC, status, cancellationToken)));
            }
        }

        return judged;
    }

    private PlaybackResult Result(WeightTable table, List<JudgedStretch> tests, ParityCheck parity, double wallSeconds)
    {
        var normal = tests.Where(test => test.Recording.Label == RecordingLabel.Normal).ToList();
        var anomaly = tests.Where(test => test.Recording.Label == RecordingLabel.Anomaly).ToList();
        int aggregate = table.Thresholds.AggregateWindows;
        double[] Scores(IEnumerable<JudgedStretch> stretches) => [.. stretches.SelectMany(stretch => stretch.Scores)];
        double[] Means(IEnumerable<JudgedStretch> stretches) => [.. stretches.SelectMany(stretch => TrailingMean.Of(stretch.Scores, aggregate))];
        double[] normalScores = Scores(normal);
        double[] anomalyScores = Scores(anomaly);
        int[] states = [.. normal.SelectMany(test => test.Rows).Select(row => row.State)];
        var recordings = anomaly.GroupBy(test => test.Recording.Id).ToList();
        return new PlaybackResult(
            dataset.Name,
            split.Name,
            seed,
            table.Length,
            normalScores.Length,
            anomalyScores.Length,
            Roc.Area(normalScores, anomalyScores),
            Roc.PartialArea(normalScores, anomalyScores),
            Roc.Area(Means(normal), Means(anomaly)),
            Roc.PartialArea(Means(normal), Means(anomaly)),
            states.Length == 0 ? null : states.Count(state => state is HealthState.Warning or HealthState.Alarm) / (double)states.Length,
            recordings.Count == 0 ? null : recordings.Count(stretches => stretches.Any(test => test.Rows.Any(row => row.State == HealthState.Alarm))) / (double)recordings.Count,
            parity.Windows,
            parity.Mismatches,
            wallSeconds);
    }

    /// <summary>Windows of one boot as a dataset keeps them.</summary>
    internal static IReadOnlyList<FeatureWindow> Windows(FeatureSpec spec, IReadOnlyList<FeatureRow> rows)
    {
        var collector = new FeatureCollector(spec);
        foreach (var row in rows)
        {
            collector.Add(bootId: 1, row);
        }

        return collector.ToWindows();
    }

    /// <summary>What the node made of one stretch of a recording.</summary>
    private sealed record JudgedStretch(Recording Recording, IReadOnlyList<FeatureRow> Rows)
    {
        /// <summary>Window scores in bits per feature.</summary>
        public IReadOnlyList<double> Scores { get; } = [.. Rows.Where(row => row.Score != Score.None).Select(row => ScoreBits.Of(row.Score))];
    }
}
