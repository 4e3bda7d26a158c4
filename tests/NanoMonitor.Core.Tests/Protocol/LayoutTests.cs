using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Core.Tests.Protocol;

/// <summary>Bytes as they stand on the wire: a change here is a new version.</summary>
public class LayoutTests
{
    [Fact]
    public void A_manifest_has_its_documented_bytes()
    {
        byte[] payload = Samples.Manifest().Encode(Samples.Keys.Down, Samples.Site, Samples.Node);
        Assert.Equal(
            "4d02" + "7b6c50c4a0010000" + "00d2496b00000000" + "03000000" + "1122334455667788"
            + "6465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f80818283" + "a10f0000" + "0004" + "33230000" + "00400000" + "08" + "66616e2d32303236",
            Hex.Of(payload, 0, payload.Length - Envelope.MacLength));
    }

    [Fact]
    public void A_key_transfer_has_its_documented_bytes()
    {
        byte[] payload = Samples.KeyTransfer().Encode(Samples.Keys.Down, Samples.Site, Samples.Node);
        Assert.Equal(
            "4b01" + "7b6c50c4a0010000" + "02000000" + "32333435363738393a3b3c3d3e3f4041" + "30"
            + "969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5" + "b6b7b8b9babbbcbdbebfc0c1c2c3c4c5",
            Hex.Of(payload, 0, payload.Length - Envelope.MacLength));
    }

    [Fact]
    public void A_command_has_its_documented_bytes()
    {
        byte[] payload = Samples.Command().Encode(Samples.Keys.Down, Samples.Site, Samples.Node);
        Assert.Equal(
            "4301" + "0500000000000000" + "0000000000000000" + "feffffffffffffff" + "08" + "6665617475726573" + "13" + "6d696e757465733d3130207768793d64656d6f",
            Hex.Of(payload, 0, payload.Length - Envelope.MacLength));
    }

    [Fact]
    public void An_event_has_its_documented_bytes()
    {
        byte[] payload = Samples.HealthEvent().Encode(Samples.Keys.Up, Samples.Site, Samples.Node);
        Assert.Equal(
            "4502" + "07000000" + "02000000" + "141a99be1c000000" + "803bb16a00000000" + "01" + "02" + "85030000" + "00f0ffff"
            + "fbffffff" + "03000000" + "2efb" + "0100409cffff" + "03" + "01" + "84030000" + "c2010000" + "03" + "3500905f0100" + "000090010000" + "11002c010000",
            Hex.Of(payload, 0, payload.Length - Envelope.MacLength));
    }

    [Fact]
    public void Telemetry_has_its_documented_bytes()
    {
        Assert.Equal(
            "5403" + "07000000" + "63000000" + "00f2052a01000000" + "0000000000000000" + "ffffffffffffffff" + "7b000000" + "03000000" + "01"
            + "11000000" + "00000080" + "e110" + "00000c00ffff" + "0e470f00" + "01000000" + "02000000" + "03000000" + "04000000" + "05000000"
            + "06000000" + "07000000" + "409c" + "02" + "ff" + "e1100000" + "a00f0000" + "06" + "02" + "1400" + "feff" + "ffff" + "03" + "01"
            + "3f" + "feff" + "2c01" + "2f" + "9001" + "00" + "71fe" + "11" + "0100",
            Hex.Of(Samples.Telemetry().Encode()));
    }

    [Fact]
    public void A_batch_has_its_documented_header_and_row()
    {
        FeatureBatch batch = new(1, 2) { BootId = 1, Sequence = 2, FeatureSpecHash = 3, ModelCrc = 4, Generation = 5 };
        batch.Add(6, 7, 1, 8, -1, [9], [10, -11]);
        Assert.Equal(
            "4601" + "01000000" + "02000000" + "0300000000000000" + "04000000" + "05000000" + "06000000" + "01" + "0200" + "01"
            + "06000000" + "0700000000000000" + "01" + "08000000" + "ffff" + "0900" + "0a00" + "f5ff",
            Hex.Of(batch.Encode()));
    }

    [Fact]
    public void A_chunk_of_a_capture_has_its_documented_header_and_counts()
    {
        CaptureChunk chunk = Samples.CaptureChunk();
        byte[] payload = chunk.Encode(Samples.Keys.Up, Samples.Site, Samples.Node);
        Assert.Equal(60 + (3 * 128 * 2) + Envelope.MacLength, payload.Length);
        Assert.Equal(
            "5701" + "07000000" + "803bb16a" + "05000000" + "08000000" + Hex.Of(chunk.Spec.Encode()) + "be0c0300" + "86030000" + "8000e1f505000000"
            + "00" + "80" + "0083" + "f484" + "e886",
            Hex.Of(payload, 0, 66));
        Assert.Equal("0183" + "f584", Hex.Of(payload, 60 + 256, 4));
    }

    [Fact]
    public void A_text_ends_with_a_line_feed_and_its_mac()
    {
        byte[] payload = Samples.Ack().Encode(Samples.Keys.Up, Samples.Site, Samples.Node);
        string text = System.Text.Encoding.ASCII.GetString(payload);
        Assert.StartsWith(
            "{\"version\":1,\"counter\":5,\"verb\":\"features\",\"result\":\"refused\",\"reason\":\"minutes: \\\"x\\\" \\\\ \\u00e9\"}\n",
            text,
            StringComparison.Ordinal);
        Assert.Matches("\n[0-9a-f]{64}$", text);
    }
}
