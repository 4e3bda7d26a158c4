using System.Security.Cryptography;
using System.Text;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Tests.Keys;

public sealed class FleetKeyTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Derives_a_node_key_by_RFC_5869_over_the_documented_info()
    {
        byte[] info = [.. "node/1"u8, 6, .. "plant1"u8, 5, .. "fan-7"u8, 2, 1, 0, 0];

        // RFC 5869 with no salt: PRK = HMAC(32 zero bytes, IKM); the first block is HMAC(PRK, info ‖ 1).
        byte[] pseudoRandomKey = HMACSHA256.HashData(new byte[32], Secret);
        byte[] expected = HMACSHA256.HashData(pseudoRandomKey, (byte[])[.. info, 1]);

        Assert.Equal(expected, new FleetKey(Secret).DeriveNodeKey("plant1", "fan-7", keyEpoch: 0x102));
    }

    [Fact]
    public void Gives_every_site_node_and_epoch_its_own_key()
    {
        var key = new FleetKey(Secret);
        byte[][] keys =
        [
            key.DeriveNodeKey("ab", "c"), key.DeriveNodeKey("a", "bc"), key.DeriveNodeKey("a", "b"),
            key.DeriveNodeKey("b", "a"), key.DeriveNodeKey("a", "b", keyEpoch: 1),
        ];
        Assert.Equal(keys.Length, keys.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Refuses_names_that_are_none()
    {
        var key = new FleetKey(Secret);
        Assert.Throws<FormatException>(() => key.DeriveNodeKey("Plant 1", "fan"));
        Assert.Throws<FormatException>(() => key.DeriveNodeKey("plant", ""));
    }

    [Fact]
    public void Fingerprint_tells_keys_apart_without_showing_them()
    {
        var key = new FleetKey(Secret);
        Assert.Equal(8, key.Fingerprint.Length);
        Assert.Equal(key.Fingerprint, new FleetKey(Secret).Fingerprint);
        Assert.NotEqual(key.Fingerprint, FleetKey.Create().Fingerprint);
        Assert.DoesNotContain(key.Fingerprint, Convert.ToHexStringLower(Secret));
    }

    [Fact]
    public void Its_text_does_not_hold_the_secret()
    {
        Assert.DoesNotContain("000102", new StringBuilder().Append(new FleetKey(Secret)).ToString());
    }
}
