using System.Security.Cryptography;
using System.Text;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Core.Tests.Protocol;

public class EnvelopeTests
{
    private static readonly byte[] Key = Samples.Keys.Down;

    [Fact]
    public void The_mac_covers_type_version_site_node_and_body()
    {
        byte[] input = [.. "manifest"u8, 0, 1, .. "plant-1"u8, 0, .. "fan-07"u8, 0, 9, 8, 7];
        Assert.Equal(HMACSHA256.HashData(Key, input), Envelope.Mac(Key, "manifest", 1, "plant-1", "fan-07", [9, 8, 7]));
    }

    [Fact]
    public void A_mac_fits_no_other_key_type_version_site_or_node()
    {
        byte[] payload = Envelope.Seal(Key, "manifest", 1, "plant-1", "fan-07", [1, 2, 3]);
        Assert.True(Envelope.IsAuthentic(Key, "manifest", 1, "plant-1", "fan-07", payload));
        Assert.False(Envelope.IsAuthentic(Samples.Keys.Up, "manifest", 1, "plant-1", "fan-07", payload));
        Assert.False(Envelope.IsAuthentic(Key, "command", 1, "plant-1", "fan-07", payload));
        Assert.False(Envelope.IsAuthentic(Key, "manifest", 2, "plant-1", "fan-07", payload));
        Assert.False(Envelope.IsAuthentic(Key, "manifest", 1, "plant-2", "fan-07", payload));
        Assert.False(Envelope.IsAuthentic(Key, "manifest", 1, "plant-1", "fan-08", payload));
    }

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        byte[] payload = Samples.Manifest().Encode(Key, Samples.Site, Samples.Node);
        byte[] text = Samples.Ack().Encode(Key, Samples.Site, Samples.Node);
        for (int bit = 0; bit < 8 * payload.Length; bit++)
        {
            byte[] flipped = [.. payload];
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(ModelManifest.IsAuthentic(Key, Samples.Site, Samples.Node, flipped));
        }

        for (int bit = 0; bit < 8 * text.Length; bit++)
        {
            byte[] flipped = [.. text];
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(Ack.IsAuthentic(Key, Samples.Site, Samples.Node, flipped));
        }
    }

    [Fact]
    public void Nothing_short_or_missing_is_authentic()
    {
        for (int length = 0; length < 70; length++)
        {
            Assert.False(Envelope.IsAuthentic(Key, "event", 1, "a", "b", new byte[length]));
            Assert.False(Envelope.IsAuthenticText(Key, "ack", 1, "a", "b", new byte[length]));
        }

        Assert.False(Envelope.IsAuthentic(Key, "event", 1, "a", "b", null));
        Assert.False(Envelope.IsAuthenticText(Key, "ack", 1, "a", "b", null));
    }

    [Fact]
    public void Node_keys_are_hmacs_of_their_labels()
    {
        byte[] nodeKey = RandomNumberGenerator.GetBytes(32);
        NodeKeys keys = new(nodeKey);
        Assert.Equal(HMACSHA256.HashData(nodeKey, Encoding.ASCII.GetBytes("nanomonitor/down/1")), keys.Down);
        Assert.Equal(HMACSHA256.HashData(nodeKey, Encoding.ASCII.GetBytes("nanomonitor/up/1")), keys.Up);
        Assert.Equal(HMACSHA256.HashData(nodeKey, Encoding.ASCII.GetBytes("nanomonitor/wrap/1")), keys.Wrap);
    }
}
