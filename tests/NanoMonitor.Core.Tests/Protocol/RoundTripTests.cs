using CsCheck;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Protocol;

public class RoundTripTests
{
    private static readonly Gen<int> State = Gen.Int[0, HealthState.Count - 1];
    private static readonly Gen<int> Count = Gen.Int[0, int.MaxValue];
    private static readonly Gen<long> LongCount = Gen.Long[0, long.MaxValue];
    private static readonly Gen<int[]> Rms = Gen.Int[0, 65_535].Array[3];
    private static readonly Gen<string> Name = Gen.Int[1, 32].Select(length => new string('z', length));

    [Fact]
    public void Telemetry_keeps_every_field()
    {
        Gen.Select(Gen.Select(Count, LongCount, Gen.Long, Gen.Int), Gen.Select(State, Gen.Int, Gen.Short), Gen.Select(Rms, Count, Gen.Int[0, 65_535])).Sample(
            (a, b, c) =>
            {
                Telemetry sent = Samples.Telemetry();
                (sent.BootId, sent.UptimeMs, sent.FeatureSpecHash, sent.ModelCrc) = a;
                (sent.State, sent.MeanScore, _) = b;
                sent.TemperatureCentiC = b.Item3;
                (sent.RmsMilliG, sent.Overruns, sent.EventsPending) = c;
                Assert.Equivalent(sent, Telemetry.Decode(sent.Encode()), strict: true);
            });
    }

    [Fact]
    public void What_was_learned_keeps_every_field_and_its_range()
    {
        Gen<int> figure = Gen.Short.Select(value => (int)value);
        Gen.Select(Gen.Int[0, 100], figure, figure, Gen.Int[0, 255].Array[3], figure.Array[3]).Sample((percent, offset, score, bands, changes) =>
        {
            Telemetry sent = Samples.Telemetry();
            (sent.Installation.LearnedPercent, sent.Installation.Offset, sent.Installation.ScoreChange) = (percent, offset, score);
            bands.CopyTo(sent.Installation.Bands, 0);
            changes.CopyTo(sent.Installation.BandChanges, 0);
            Assert.Equivalent(sent, Telemetry.Decode(sent.Encode()), strict: true);
        });
        Telemetry spoilt = Samples.Telemetry();
        spoilt.Installation.LearnedPercent = 101;
        Assert.Contains("learned", Assert.Throws<FormatException>(() => Telemetry.Decode(spoilt.Encode())).Message, StringComparison.Ordinal);
        spoilt.Installation.Clear();
        Assert.Equal(InstallationReport.NothingToLearn, Telemetry.Decode(spoilt.Encode()).Installation.LearnedPercent);
    }

    [Fact]
    public void Telemetry_has_its_documented_length()
    {
        Assert.Equal(Telemetry.EncodedLength, Samples.Telemetry().Encode().Length);
    }

    [Fact]
    public void An_event_keeps_every_field()
    {
        Gen.Select(Gen.Select(Count, LongCount, State, State), Gen.Select(Gen.Int, Gen.Short, Rms), Gen.Select(Gen.Int[0, 65_535], Count).Array[0, 3]).Sample(
            (a, b, blamed) =>
            {
                HealthEvent sent = Samples.HealthEvent();
                (sent.Sequence, sent.UnixSeconds, sent.StateBefore, sent.State) = a;
                (sent.MeanScore, _, sent.RmsMilliG) = b;
                sent.TemperatureCentiC = b.Item2;
                sent.BlamedFeatures = [.. blamed.Select(pair => pair.Item1)];
                sent.BlamedExcess = [.. blamed.Select(pair => pair.Item2)];
                byte[] payload = sent.Encode(Samples.Keys.Up, Samples.Site, Samples.Node);
                Assert.True(HealthEvent.IsAuthentic(Samples.Keys.Up, Samples.Site, Samples.Node, payload));
                Assert.Equivalent(sent, HealthEvent.Decode(payload), strict: true);
            });
    }

    [Fact]
    public void A_manifest_keeps_every_field()
    {
        Gen.Select(Gen.Long[1, long.MaxValue], LongCount, Gen.Int[1, int.MaxValue], Gen.Select(Gen.Int[1, 16_384], Gen.Int[1024, 2048]), Name, Gen.Byte.Array[32]).Sample(
            (counter, expiry, generation, sizes, name, digest) =>
            {
                ModelManifest sent = Samples.Manifest();
                (sent.Counter, sent.ExpiresAtUnixSeconds, sent.Generation, sent.ModelId, sent.Digest) = (counter, expiry, generation, name, digest);
                (sent.PackageBytes, sent.ChunkBytes) = sizes;
                Assert.Equivalent(sent, ModelManifest.Decode(sent.Encode(Samples.Keys.Down, Samples.Site, Samples.Node)), strict: true);
            });
    }

    [Fact]
    public void A_command_keeps_every_field_and_finds_its_arguments()
    {
        Command sent = Samples.Command();
        Command received = Command.Decode(sent.Encode(Samples.Keys.Down, Samples.Site, Samples.Node));
        Assert.Equivalent(sent, received, strict: true);
        Assert.Equal(10, received.IntegerArgument(Command.MinutesArgument, 0, Command.MaximumFeatureMinutes));
        Assert.Contains("minutes", Assert.Throws<FormatException>(() => received.IntegerArgument(Command.MinutesArgument, 0, 9)).Message, StringComparison.Ordinal);
        Assert.Contains("missing", Assert.Throws<FormatException>(() => received.IntegerArgument("hours", 0, 9)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_keep_every_member()
    {
        Ack ack = Samples.Ack();
        Assert.Equivalent(ack, Ack.Decode(ack.Encode(Samples.Keys.Up, Samples.Site, Samples.Node)), strict: true);
        ModelReport report = Samples.ModelReport();
        Assert.Equivalent(report, ModelReport.Decode(report.Encode(Samples.Keys.Up, Samples.Site, Samples.Node)), strict: true);
        Birth birth = Samples.Birth();
        Assert.Equivalent(birth, Birth.Decode(birth.Encode(Samples.Keys.Up, Samples.Site, Samples.Node)), strict: true);
    }

    [Fact]
    public void A_report_before_any_manifest_round_trips()
    {
        ModelReport report = new() { Status = ModelReport.Refused, Reason = "the manifest's MAC is wrong" };
        Assert.Equivalent(report, ModelReport.Decode(report.Encode(Samples.Keys.Up, Samples.Site, Samples.Node)), strict: true);
    }

    [Fact]
    public void A_batch_keeps_every_row()
    {
        var row = Gen.Select(Gen.Select(Count, LongCount, State, Gen.Int), Gen.Select(Gen.Short, Rms, Gen.Short.Array[54]));
        row.Array[1, FeatureBatch.MaximumRows].Sample(rows =>
        {
            FeatureBatch sent = new(3, 54) { BootId = 1, Sequence = 2, FeatureSpecHash = -3, ModelCrc = -4, Generation = 5 };
            foreach (var ((window, frame, state, score), (temperature, rms, features)) in rows)
            {
                sent.Add(window, frame, state, score, temperature, rms, features);
            }

            FeatureBatch received = FeatureBatch.Decode(sent.Encode());
            Assert.Equal(sent.Encode(), received.Encode());
            Assert.Equal(rows.Length, received.RowCount);
            for (int i = 0; i < rows.Length; i++)
            {
                var ((window, frame, state, score), (temperature, rms, features)) = rows[i];
                FeatureRow got = received.Row(i);
                Assert.Equal((window, frame, state, score, temperature), (got.Window, got.FirstFrame, got.State, got.Score, got.TemperatureCentiC));
                Assert.Equal(rms, got.RmsMilliG);
                Assert.Equal(features, got.Features);
            }
        });
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(20)]
    public void A_chunk_of_a_capture_keeps_every_field_and_count(int sampleBits)
    {
        FeatureSpec spec = new(SensorFamily.Adxl355, 8, 64_000, sampleBits, 1_000_000, 2, 512, 512, 16, 0);
        int limit = 1 << (sampleBits - 1);
        Gen.Select(Gen.Select(Count, Gen.Int[1, int.MaxValue], Gen.Int[0, 7], Count), Gen.Select(Count, LongCount), Gen.Int[-limit, limit - 1].Array[512].Array[2], Gen.Int[0, 3]).Sample(
            (a, b, samples, part) =>
            {
                CaptureChunk sent = new() { Spec = spec, Count = 8, Counts = new byte[CaptureChunk.LengthOf(spec)] };
                (sent.BootId, sent.CaptureId, sent.Number, sent.MeasuredRateMilliHz) = a;
                (sent.Window, sent.FirstFrame) = b;
                sent.End = sent.Number == 7 ? CaptureEnd.Complete : CaptureEnd.None;
                CaptureChunk.Pack(spec, samples, part * CaptureChunk.Frames, sent.Counts);
                byte[] payload = sent.Encode(Samples.Keys.Up, Samples.Site, Samples.Node);
                Assert.True(CaptureChunk.IsAuthentic(Samples.Keys.Up, Samples.Site, Samples.Node, payload));
                CaptureChunk received = CaptureChunk.Decode(payload);
                Assert.Equal(payload, received.Encode(Samples.Keys.Up, Samples.Site, Samples.Node));
                Assert.Equal((sent.BootId, sent.CaptureId, sent.Number, sent.End, spec.Hash), (received.BootId, received.CaptureId, received.Number, received.End, received.Spec.Hash));
                int[][] unpacked = [new int[512], new int[512]];
                received.Unpack(unpacked, 256);
                for (int axis = 0; axis < 2; axis++)
                {
                    Assert.Equal(samples[axis][(part * 128)..((part + 1) * 128)], unpacked[axis][256..384]);
                }
            });
    }

    [Theory]
    [InlineData(CaptureEnd.Gap)]
    [InlineData(CaptureEnd.Congested)]
    [InlineData(CaptureEnd.Stopped)]
    [InlineData(CaptureEnd.Silent)]
    public void A_chunk_without_counts_says_why_a_capture_has_ended(int end)
    {
        CaptureChunk sent = Samples.CaptureChunk();
        sent.Counts = [];
        sent.End = end;
        CaptureChunk received = CaptureChunk.Decode(sent.Encode(Samples.Keys.Up, Samples.Site, Samples.Node));
        Assert.Equal((end, 5, 0), (received.End, received.Number, received.Counts.Length));
        received.Unpack([], 0);
    }

    [Fact]
    public void A_chunk_whose_parts_do_not_go_together_is_refused()
    {
        Refuses(chunk => chunk.CaptureId = 0, "do not go together");
        Refuses(chunk => chunk.Number = 8, "do not go together");
        Refuses(chunk => (chunk.Number, chunk.Count) = (0, (CaptureChunk.MaximumWindows * 4) + 1), "do not go together");
        Refuses(chunk => chunk.End = CaptureEnd.Complete, "do not go together");
        Refuses(chunk => chunk.Number = 7, "do not go together");
        Refuses(chunk => chunk.End = CaptureEnd.Gap, "do not go together");
        Refuses(chunk => chunk.Counts = [], "do not go together");
        Refuses(chunk => chunk.Spec = new FeatureSpec(SensorFamily.Lis3dh, 8, 250, 12, 200_000, 3, 256, 256, 16, 0), "more bits");
        Refuses(chunk => chunk.Counts = chunk.Counts[1..], "ends at byte");

        static void Refuses(Action<CaptureChunk> spoil, string complaint)
        {
            CaptureChunk chunk = Samples.CaptureChunk();
            spoil(chunk);
            byte[] payload = chunk.Encode(Samples.Keys.Up, Samples.Site, Samples.Node);
            Assert.Contains(complaint, Assert.Throws<FormatException>(() => CaptureChunk.Decode(payload)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cleared_batch_starts_over()
    {
        FeatureBatch batch = Samples.FeatureBatch();
        batch.Clear();
        batch.Add(9, 9, 0, 0, 0, new int[3], new short[54]);
        Assert.Equal(9, FeatureBatch.Decode(batch.Encode()).Row(0).Window);
        Assert.Equal(1, batch.RowCount);
    }

    [Fact]
    public void States_have_their_published_names()
    {
        string[] names = ["initializing", "healthy", "warning", "alarm", "stopped", "sensor-fault", "no-model"];
        for (int state = 0; state < HealthState.Count; state++)
        {
            Assert.Equal(names[state], System.Text.Encoding.ASCII.GetString(NodeState.Encode(state)));
            Assert.Equal(state, NodeState.Parse(NodeState.Encode(state)));
        }

        Assert.Equal(NodeState.Lost, NodeState.Parse("lost"u8.ToArray()));
    }
}
