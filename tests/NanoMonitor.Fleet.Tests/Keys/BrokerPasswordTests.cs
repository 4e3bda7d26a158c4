using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Tests.Keys;

public sealed class BrokerPasswordTests
{
    // Python: HKDF-SHA256 by hmac, ikm 00 01 … 1f, no salt, info b"broker/1" + bytes([11]) + b"plant/fan-1", 16 bytes.
    private const string Expected = "be2a59bc00c9e3abadc7989c84dcf804";

    private static readonly FleetKey Key = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Fact]
    public void Follows_from_the_fleet_key_as_documented() => Assert.Equal(Expected, Key.DeriveBrokerPassword("plant/fan-1"));

    [Fact]
    public void Differs_for_each_user_and_from_the_nodes_key()
    {
        string[] secrets =
        [
            Key.DeriveBrokerPassword("host"), Key.DeriveBrokerPassword("viewer"), Key.DeriveBrokerPassword("plant/fan-1"),
            Key.DeriveBrokerPassword("plant/fan-2"), Convert.ToHexStringLower(Key.DeriveNodeKey("plant", "fan-1").AsSpan(0, 16)),
        ];
        Assert.Equal(secrets.Length, secrets.Distinct().Count());
    }
}
