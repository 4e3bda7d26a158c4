using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Protocol;

/// <summary>One good message of every kind, and the decoders of all kinds.</summary>
internal static class Samples
{
    public const string Site = "plant-1";
    public const string Node = "fan-07";

    public static readonly NodeKeys Keys = new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    public static ModelManifest Manifest() => new()
    {
        Counter = 1_790_000_000_123,
        ExpiresAtUnixSeconds = 1_800_000_000,
        Generation = 3,
        FeatureSpecHash = unchecked((long)0x8877665544332211),
        Digest = Enumerable.Range(100, 32).Select(i => (byte)i).ToArray(),
        PackageBytes = 4001,
        ChunkBytes = 1024,
        WarningScore = 9011,
        AlarmScore = 16_384,
        ModelId = "fan-2026",
    };

    public static KeyTransfer KeyTransfer() => new()
    {
        Counter = 1_790_000_000_123,
        Epoch = 2,
        Vector = [.. Enumerable.Range(50, 16).Select(i => (byte)i)],
        Ciphertext = [.. Enumerable.Range(150, 48).Select(i => (byte)i)],
    };

    public static Command Command() => new()
    {
        Counter = 5,
        ExpiresAtUnixSeconds = 0,
        BootNonce = -2,
        Verb = "features",
        Arguments = "minutes=10 why=demo",
    };

    public static HealthEvent HealthEvent()
    {
        HealthEvent sample = new()
        {
            BootId = 7,
            Sequence = 2,
            UptimeMs = 123_456_789_012,
            UnixSeconds = 1_790_000_000,
            StateBefore = HealthState.Healthy,
            State = HealthState.Warning,
            Window = 901,
            MeanScore = -4096,
            ModelCrc = -5,
            Generation = 3,
            TemperatureCentiC = -1234,
            RmsMilliG = [1, 40_000, 65_535],
            BlamedFeatures = [53, 0, 17],
            BlamedExcess = [90_000, 400, 300],
        };
        sample.Cause.Set(StateCause.Velocity, 1, 900, 450);
        return sample;
    }

    public static Telemetry Telemetry()
    {
        Telemetry sample = new()
        {
            BootId = 7,
            Sequence = 99,
            UptimeMs = 5_000_000_000,
            UnixSeconds = 0,
            FeatureSpecHash = -1,
            ModelCrc = 123,
            Generation = 3,
            State = HealthState.Healthy,
            MeanScore = 17,
            LastScore = Score.None,
            TemperatureCentiC = 4321,
            RmsMilliG = [0, 12, 65_535],
            MeasuredRateMilliHz = 1_001_230,
            WindowsJudged = 1,
            WindowsVoided = 2,
            Overruns = 3,
            BusErrors = 4,
            Connections = 5,
            MessagesDropped = 6,
            EventsDropped = 7,
            EventsPending = 40_000,
            ModelState = HealthState.NoModel,
            MagnitudeState = HealthState.Warning,
            VelocityCentiMmS = [20, 65_534, VelocityMeter.None],
            Zone = VibrationZone.C,
            Findings = NodeFinding.RateOff,
        };
        sample.Cause.Set(StateCause.Temperature, StateCause.NoAxis, 4321, 4000);
        sample.Installation.LearnedPercent = 63;
        (sample.Installation.Offset, sample.Installation.ScoreChange) = (-2, 300);
        ((int[])[47, 0, 17]).CopyTo(sample.Installation.Bands, 0);
        ((int[])[400, -399, 1]).CopyTo(sample.Installation.BandChanges, 0);
        return sample;
    }

    public static FeatureBatch FeatureBatch()
    {
        FeatureBatch batch = new(3, 54)
        {
            BootId = 7,
            Sequence = 11,
            FeatureSpecHash = 42,
            ModelCrc = 1,
            Generation = 3,
        };
        for (int row = 0; row < 3; row++)
        {
            short[] features = [.. Enumerable.Range(0, 54).Select(i => (short)(row * 1000 - 40 * i))];
            batch.Add(100 + row, 25_600_000_000L + row * 256, HealthState.Healthy, row * 10 - 5, 2500 + row, [row, 65_535, 3], features);
        }

        return batch;
    }

    public static CaptureChunk CaptureChunk()
    {
        CaptureChunk chunk = new()
        {
            BootId = 7,
            CaptureId = 1_790_000_000,
            Number = 5,
            Count = 8,
            Spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000),
            MeasuredRateMilliHz = 199_870,
            Window = 902,
            FirstFrame = 25_600_000_128,
            Counts = new byte[Core.Protocol.CaptureChunk.LengthOf(FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000))],
        };
        int[][] samples = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, 128).Select(n => ((n - 64) * 500) + axis).ToArray())];
        Core.Protocol.CaptureChunk.Pack(chunk.Spec, samples, 0, chunk.Counts);
        return chunk;
    }

    public static Ack Ack() => new() { Counter = 5, Verb = "features", Result = Core.Protocol.Ack.Refused, Reason = "minutes: \"x\" \\ é" };

    public static ModelReport ModelReport() => new()
    {
        Status = Core.Protocol.ModelReport.Reverted,
        Reason = "mean score 3.2 is above the calibration band",
        Counter = 12,
        ModelId = "fan-2026",
        Generation = 3,
        Digest = Enumerable.Range(100, 32).Select(i => (byte)i).ToArray(),
        Chunk = 4,
        Chunks = 4,
        Slot = "b",
        RunningGeneration = 2,
        RunningCrc = -559038737,
        BootId = 7,
        UptimeMs = 1,
    };

    public static Birth Birth() => new()
    {
        Firmware = "0.1.0",
        MachineClass = "fan",
        Sensor = "mpu6886",
        SensorStatus = "ok",
        Spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000),
        ModelId = "",
        Generation = 0,
        ModelCrc = 0,
        Capabilities = "features identify reboot model",
        BootId = 7,
        BootReason = "power-on",
        BootNonce = -2,
        KeyEpoch = 2,
        UptimeMs = 250,
    };

    public static NodeConfiguration Configuration() => new()
    {
        Site = Site,
        Node = Node,
        MachineClass = "fan",
        NodeKey = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(),
        BrokerHost = "127.0.0.1",
        BrokerPort = 2883,
        WifiSsid = "Halle = 3 ☂",
        WifiPassword = "pass=word",
        TemperatureSensor = NodeConfiguration.Mcp9808,
        RangeG = 8,
        SampleRateHz = 200,
        WindowLength = 256,
    };

    /// <summary>Every decoder with a payload it takes.</summary>
    public static IReadOnlyList<(string Name, byte[] Good, Action<byte[]> Decode)> All { get; } =
    [
        ("key", KeyTransfer().Encode(Keys.Down, Site, Node), bytes => Core.Protocol.KeyTransfer.Decode(bytes)),
        ("manifest", Manifest().Encode(Keys.Down, Site, Node), bytes => Core.Protocol.ModelManifest.Decode(bytes)),
        ("command", Command().Encode(Keys.Down, Site, Node), bytes => Core.Protocol.Command.Decode(bytes).IntegerArgument("minutes", 0, 10)),
        ("event", HealthEvent().Encode(Keys.Up, Site, Node), bytes => Core.Protocol.HealthEvent.Decode(bytes)),
        ("telemetry", Telemetry().Encode(), bytes => Core.Protocol.Telemetry.Decode(bytes)),
        ("features", FeatureBatch().Encode(), DecodeRows),
        ("capture", CaptureChunk().Encode(Keys.Up, Site, Node), bytes => Core.Protocol.CaptureChunk.Decode(bytes)),
        ("ack", Ack().Encode(Keys.Up, Site, Node), bytes => Core.Protocol.Ack.Decode(bytes)),
        ("report", ModelReport().Encode(Keys.Up, Site, Node), bytes => Core.Protocol.ModelReport.Decode(bytes)),
        ("birth", Birth().Encode(Keys.Up, Site, Node), bytes => Core.Protocol.Birth.Decode(bytes)),
        ("state", NodeState.Encode(HealthState.Alarm), bytes => NodeState.Parse(bytes)),
        ("configuration", Configuration().Encode(), bytes => NodeConfiguration.Decode(bytes)),
    ];

    private static void DecodeRows(byte[] bytes)
    {
        FeatureBatch batch = Core.Protocol.FeatureBatch.Decode(bytes);
        for (int i = 0; i < batch.RowCount; i++)
        {
            batch.Row(i);
        }
    }
}
