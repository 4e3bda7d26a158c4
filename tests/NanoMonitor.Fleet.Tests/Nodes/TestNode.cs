using System.Security.Cryptography;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Nodes;

/// <summary>
/// A peer that speaks a node's side of the protocol with the real codecs, at once and without a machine: it sends every
/// window it is asked for, and fetches and reports packages.
/// </summary>
public sealed class TestNode : IAsyncDisposable
{
    private readonly BrokerConnection connection;
    private NodeKeys keys;
    private int keyEpoch;
    private readonly CancellationTokenSource stopping = new();
    private readonly BrokerSubscription orders;
    private readonly Task serving;

    private TestNode(BrokerConnection connection, BrokerSubscription orders, NodeId id, FleetKey key)
    {
        this.connection = connection;
        this.orders = orders;
        Id = id;
        keys = new NodeKeys(key.DeriveNodeKey(id.Site, id.Node));
        serving = ServeAsync();
    }

    public NodeId Id { get; }

    public FeatureSpec Spec { get; init; } = TestTables.Spec;

    public int BootId { get; private set; } = 7;

    /// <summary>Windows that never leave the node.</summary>
    public HashSet<int> LostWindows { get; } = [];

    /// <summary>Chunks of captures that never leave the node.</summary>
    public HashSet<int> LostChunks { get; } = [];

    /// <summary>A window before which the node loses samples.</summary>
    public int? GapBeforeWindow { get; set; }

    /// <summary>A window after which the node boots anew and waits for orders.</summary>
    public int? RebootAfterWindow { get; set; }

    /// <summary>Sends every batch twice.</summary>
    public bool Repeats { get; set; }

    /// <summary>Answers commands and manifests with this reason for refusal.</summary>
    public string? RefusalReason { get; set; }

    /// <summary>Ends a test of a model with this reason for going back.</summary>
    public string? ReversionReason { get; set; }

    /// <summary>Answers no key transfer, as if it slept.</summary>
    public bool IsAsleep { get; set; }

    /// <summary>Passwords that came with keys.</summary>
    public List<string> Passwords { get; } = [];

    /// <summary>Seconds it sleeps between wakes, as its next birth says; 0 = never.</summary>
    public int SleepSeconds { get; set; }

    /// <summary>Does not answer commands.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Commands obeyed, in order.</summary>
    public List<Command> Commands { get; } = [];

    /// <summary>Manifests obeyed, in order.</summary>
    public List<ModelManifest> Manifests { get; } = [];

    /// <summary>The last package received whole.</summary>
    public byte[]? Package { get; private set; }

    public static async Task<TestNode> StartAsync(BrokerAddress broker, NodeId id, FleetKey key, FeatureSpec? spec = null)
    {
        BrokerConnection connection = await BrokerConnection.ConnectAsync(new BrokerOptions(broker), default);
        BrokerSubscription orders = await connection.SubscribeAsync(
            [Topics.CommandFilter(id.Site, id.Node), id.Topic(Topics.ModelDesired), id.Topic(Topics.KeyDesired)], default);
        var node = new TestNode(connection, orders, id, key) { Spec = spec ?? TestTables.Spec };
        await node.IntroduceAsync();
        await node.SendAsync(Topics.State, NodeState.Encode(HealthState.NoModel), retain: true);
        return node;
    }

    public async Task IntroduceAsync(string sensorStatus = "ok", long? bootNonce = null)
    {
        var birth = new Birth
        {
            Firmware = "test",
            MachineClass = "fan",
            Sensor = "mpu6886",
            SensorStatus = sensorStatus,
            Spec = Spec,
            BootId = BootId,
            BootReason = "power-on",
            Mode = SleepSeconds > 0 ? NodeConfiguration.DutyCycled : NodeConfiguration.Continuous,
            SleepSeconds = SleepSeconds,
            BootNonce = bootNonce ?? 1000 + BootId,
            KeyEpoch = keyEpoch,
        };
        await SendAsync(Topics.Birth, birth.Encode(keys.Up, Id.Site, Id.Node), retain: true);
    }

    public Task SendEventAsync(int sequence, int stateBefore, int state, params int[] blamed)
    {
        var healthEvent = new HealthEvent
        {
            BootId = BootId,
            Sequence = sequence,
            StateBefore = stateBefore,
            State = state,
            Window = 10 * sequence,
            MeanScore = 3 * 4096,
            BlamedFeatures = blamed,
            BlamedExcess = [.. blamed.Select(_ => 512)],
        };
        return SendAsync(Topics.Event, healthEvent.Encode(keys.Up, Id.Site, Id.Node), retain: false);
    }

    public Task SendTelemetryAsync(int sequence, int windowsJudged, int scoreQ12)
    {
        var telemetry = new Telemetry
        {
            BootId = BootId,
            Sequence = sequence,
            WindowsJudged = windowsJudged,
            LastScore = scoreQ12,
            MeanScore = scoreQ12,
            State = HealthState.Healthy,
        };
        return SendAsync(Topics.Telemetry, telemetry.Encode(), retain: false);
    }

    public Task SendAsync(string leaf, byte[] payload, bool retain) =>
        connection.PublishAsync(Id.Topic(leaf), payload, retain, stopping.Token);

    public Task SendReportAsync(ModelReport report) =>
        SendAsync(Topics.ModelReported, report.Encode(keys.Up, Id.Site, Id.Node), retain: true);

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        await serving;
        await connection.DisposeAsync();
    }

    private async Task ServeAsync()
    {
        await Task.Yield();
        try
        {
            await foreach (BrokerMessage order in orders.Messages.ReadAllAsync(stopping.Token))
            {
                if (order.Topic == Id.Topic(Topics.ModelDesired))
                {
                    await TakeModelAsync(order.Payload);
                }
                else if (order.Topic == Id.Topic(Topics.KeyDesired))
                {
                    await TakeKeyAsync(order.Payload);
                }
                else
                {
                    await ObeyAsync(order.Payload);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Switched off.
        }
    }

    /// <summary>Takes a key transfer.</summary>
    public async Task TakeKeyAsync(byte[] payload)
    {
        if (IsAsleep || !KeyTransfer.IsAuthentic(keys.Down, Id.Site, Id.Node, payload))
        {
            return;
        }

        KeyTransfer transfer = KeyTransfer.Decode(payload);
        bool isRefused = transfer.Epoch <= keyEpoch || RefusalReason is not null;
        var ack = new Ack { Counter = transfer.Counter, Verb = KeyTransfer.AckVerb, Result = isRefused ? Ack.Refused : Ack.Done, Reason = RefusalReason ?? "" };
        await SendAsync(Topics.Ack, ack.Encode(keys.Up, Id.Site, Id.Node), retain: false);
        if (isRefused)
        {
            return;
        }

        using Aes aes = Aes.Create();
        aes.Key = keys.Wrap[..KeyTransfer.CipherKeyLength];
        byte[] plain = aes.DecryptCbc(transfer.Ciphertext, transfer.Vector, PaddingMode.None);
        keys = new NodeKeys(plain[..NodeKeys.KeyLength]);
        keyEpoch = transfer.Epoch;
        Passwords.Add(Convert.ToHexStringLower(plain[NodeKeys.KeyLength..]));
        await IntroduceAsync();
    }

    private async Task ObeyAsync(byte[] payload)
    {
        if (IsDeaf || !Command.IsAuthentic(keys.Down, Id.Site, Id.Node, payload))
        {
            return;
        }

        Command command = Command.Decode(payload);
        if (command.BootNonce != 1000 + BootId)
        {
            return;
        }

        var ack = new Ack
        {
            Counter = command.Counter,
            Verb = command.Verb,
            Result = RefusalReason is null ? Ack.Done : Ack.Refused,
            Reason = RefusalReason ?? "",
        };
        await SendAsync(Topics.Ack, ack.Encode(keys.Up, Id.Site, Id.Node), retain: false);
        if (RefusalReason is null)
        {
            Commands.Add(command);
            if (command.Verb is Command.RebootVerb or Command.ConfigureVerb)
            {
                BootId++;
                await IntroduceAsync();
                return;
            }

            if (command.Verb == Command.CaptureVerb)
            {
                await SendCaptureAsync(command);
            }
            else if (command.Verb == Command.FeaturesVerb)
            {
                await SendWindowsAsync(command.IntegerArgument(Command.MinutesArgument, 0, Command.MaximumFeatureMinutes));
            }
        }
    }

    // The counts of axis a are n + a.
    private async Task SendCaptureAsync(Command command)
    {
        int count = command.IntegerArgument(Command.WindowsArgument, 0, CaptureChunk.MaximumWindows) * (Spec.WindowLength / CaptureChunk.Frames);
        var chunk = new CaptureChunk { BootId = BootId, Spec = Spec, Count = count, Counts = new byte[CaptureChunk.LengthOf(Spec)], MeasuredRateMilliHz = 199_500 };
        chunk.CaptureId = command.IntegerArgument(Command.IdArgument, 1, int.MaxValue);
        for (int number = 0; number < count; number++)
        {
            int first = number * CaptureChunk.Frames;
            int[][] samples = [.. Enumerable.Range(0, Spec.AxisCount).Select(axis => Enumerable.Range(first + axis, CaptureChunk.Frames).ToArray())];
            CaptureChunk.Pack(Spec, samples, 0, chunk.Counts);
            (chunk.Number, chunk.FirstFrame, chunk.Window) = (number, first, first / Spec.WindowLength);
            chunk.End = number == count - 1 ? CaptureEnd.Complete : CaptureEnd.None;
            for (int i = 0; i < (LostChunks.Contains(number) ? 0 : Repeats ? 2 : 1); i++)
            {
                await SendAsync(Topics.OfCapture(chunk.CaptureId, number), chunk.Encode(keys.Up, Id.Site, Id.Node), retain: false);
            }
        }
    }

    private async Task SendWindowsAsync(int minutes)
    {
        int count = (int)(minutes * 60L * Spec.SampleRateMilliHz / 1000 / Spec.Hop);
        int sequence = 0;
        long frame = 0;
        var batch = new FeatureBatch(Spec.AxisCount, Spec.FeatureCount) { BootId = BootId, FeatureSpecHash = Spec.Hash };
        for (int window = 0; window < count; window++)
        {
            frame += window == GapBeforeWindow ? 10 : 0;
            if (!LostWindows.Contains(window))
            {
                batch.Add(window, frame, HealthState.NoModel, Score.None, 2150, [100, 200, 300], Features(window));
            }

            frame += Spec.Hop;
            bool reboots = window == RebootAfterWindow;
            if (batch.IsFull || window == count - 1 || reboots)
            {
                batch.Sequence = ++sequence;
                await SendBatchAsync(batch);
            }

            if (reboots)
            {
                RebootAfterWindow = null;
                BootId++;
                await IntroduceAsync();
                return;
            }
        }
    }

    private async Task SendBatchAsync(FeatureBatch batch)
    {
        for (int i = 0; i < (Repeats ? 2 : 1); i++)
        {
            await SendAsync(Topics.Features, batch.Encode(), retain: false);
        }

        batch.Clear();
    }

    private short[] Features(int window) =>
        [.. Enumerable.Range(0, Spec.FeatureCount).Select(i => (short)(window + i))];

    private async Task TakeModelAsync(byte[] payload)
    {
        if (payload.Length == 0)
        {
            return;
        }

        if (!ModelManifest.IsAuthentic(keys.Down, Id.Site, Id.Node, payload))
        {
            await SendReportAsync(new ModelReport { Status = ModelReport.Refused, Reason = "not signed with this node's key" });
            return;
        }

        ModelManifest manifest = ModelManifest.Decode(payload);
        Manifests.Add(manifest);
        if (RefusalReason is not null)
        {
            await ReportAsync(manifest, ModelReport.Refused, 0, RefusalReason);
            return;
        }

        Package = await FetchAsync(manifest);
        await ReportAsync(manifest, ModelReport.Staged, manifest.ChunkCount);
        await ReportAsync(manifest, ModelReport.Testing, manifest.ChunkCount);
        string end = ReversionReason is null ? ModelReport.Confirmed : ModelReport.Reverted;
        await ReportAsync(manifest, end, manifest.ChunkCount, ReversionReason ?? "");
    }

    private async Task<byte[]> FetchAsync(ModelManifest manifest)
    {
        List<byte> package = [];
        for (int i = 0; i < manifest.ChunkCount; i++)
        {
            await using BrokerSubscription chunk =
                await connection.SubscribeAsync([Topics.OfChunk(manifest.Digest, i)], stopping.Token);
            package.AddRange((await chunk.Messages.ReadAsync(stopping.Token)).Payload);
            await ReportAsync(manifest, ModelReport.Receiving, i + 1);
        }

        byte[] bytes = [.. package];
        return Bytes.AreEqual(PackageDigest.Of(bytes, manifest.ChunkBytes), manifest.Digest)
            ? bytes
            : throw new InvalidOperationException("The chunks do not give the digest.");
    }

    private Task ReportAsync(ModelManifest manifest, string status, int chunk, string reason = "") => SendReportAsync(new ModelReport
    {
        Status = status,
        Reason = reason,
        Counter = manifest.Counter,
        ModelId = manifest.ModelId,
        Generation = manifest.Generation,
        Digest = manifest.Digest,
        Chunk = chunk,
        Chunks = manifest.ChunkCount,
        BootId = BootId,
    });
}
