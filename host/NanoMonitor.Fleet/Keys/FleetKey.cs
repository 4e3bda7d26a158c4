using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NanoMonitor.Core.Binary;
using NanoMonitor.Fleet.Audit;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Keys;

/// <summary>
/// The 256-bit secret from which every node's key is derived, with the ones it has followed and what is known of the nodes' keys. Its
/// value is never part of any text.
/// </summary>
public sealed class FleetKey
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private const int BrokerPasswordLength = 16;

    private static readonly byte[] NodeLabel = "node/1"u8.ToArray();
    private static readonly byte[] BrokerLabel = "broker/1"u8.ToArray();
    private static readonly byte[] FingerprintLabel = "nanomonitor/fleet-key-fingerprint/1"u8.ToArray();

    private readonly byte[] secret;

    /// <param name="secret">32 bytes, copied.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public FleetKey(ReadOnlySpan<byte> secret)
        : this(secret, [], new KeyLedger())
    {
    }

    /// <param name="secret">32 bytes, copied.</param>
    /// <param name="earlier">The generations before, the oldest first.</param>
    /// <param name="ledger">Which keys the nodes have.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    internal FleetKey(ReadOnlySpan<byte> secret, IReadOnlyList<FleetKey> earlier, KeyLedger ledger)
    {
        if (secret.Length != Length)
        {
            throw new ArgumentException($"A fleet key has {Length} bytes, not {secret.Length}.", nameof(secret));
        }

        this.secret = secret.ToArray();
        Earlier = earlier;
        Ledger = ledger;
    }

    /// <summary>The generations before this one, the oldest first.</summary>
    public IReadOnlyList<FleetKey> Earlier { get; }

    /// <summary>How many fleet keys this one has followed.</summary>
    public int Generation => Earlier.Count;

    /// <summary>Which keys the nodes have.</summary>
    public KeyLedger Ledger { get; }

    /// <summary>Where it is written down what is asked with this key; null for a key without a file.</summary>
    public AuditLog? Audit { get; internal init; }

    /// <summary>Eight hexadecimal digits that tell fleet keys apart and reveal nothing of them.</summary>
    public string Fingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(secret, FingerprintLabel).AsSpan(0, 4));

    /// <summary>A new random key.</summary>
    public static FleetKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>
    /// The key of one node: HKDF-SHA256 (RFC 5869) with this key as input, no salt, 32 bytes, and as info
    /// <c>node/1</c> ‖ length of site (1 byte) ‖ site ‖ length of node (1 byte) ‖ node ‖ key epoch (4 bytes, little-endian).
    /// </summary>
    /// <exception cref="FormatException">Site or node is not a name.</exception>
    /// <param name="site">Name of the site.</param>
    /// <param name="node">Name of the node.</param>
    /// <param name="keyEpoch">0 at first provisioning; each rotation of the node's key counts it up.</param>
    /// <returns>32 bytes.</returns>
    public byte[] DeriveNodeKey(string site, string node, int keyEpoch = 0)
    {
        Names.Check("site", site);
        Names.Check("node", node);
        ArgumentOutOfRangeException.ThrowIfNegative(keyEpoch);

        byte[] epoch = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(epoch, keyEpoch);
        byte[] info =
        [
            .. NodeLabel,
            checked((byte)site.Length), .. Encoding.ASCII.GetBytes(site),
            checked((byte)node.Length), .. Encoding.ASCII.GetBytes(node),
            .. epoch,
        ];
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, salt: null, info);
    }

    /// <summary>One of the keys a node can have.</summary>
    /// <param name="node">The node.</param>
    /// <param name="id">Which.</param>
    /// <returns>32 bytes.</returns>
    public byte[] DeriveNodeKey(NodeId node, NodeKeyId id)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(id);
        return OfGeneration(id.Generation).DeriveNodeKey(node.Site, node.Node, id.Epoch);
    }

    /// <summary>The key that a node is provisioned with: the newest it was ever given, or the first.</summary>
    public NodeKeyId NewestOf(NodeId node) => Ledger.Of(node) is { } state ? state.Pending ?? state.Proven : new NodeKeyId(Generation, 0);

    /// <summary>This key or one it has followed.</summary>
    /// <exception cref="FleetException">There is no such generation here.</exception>
    public FleetKey OfGeneration(int generation) => generation == Generation ? this
        : generation < Generation ? Earlier[generation]
        : throw new FleetException($"There is no generation {generation} of the fleet key here: copy its file from where it was made.");

    /// <summary>
    /// The password of one user at the fleet's broker: HKDF-SHA256 (RFC 5869) with this key as input, no salt, 16 bytes, and as
    /// info <c>broker/1</c> ‖ length of user (1 byte) ‖ user.
    /// </summary>
    /// <param name="user">1 to 255 ASCII characters: <c>site/node</c> for a node.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public string DeriveBrokerPassword(string user)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        byte[] info = [.. BrokerLabel, checked((byte)user.Length), .. Encoding.ASCII.GetBytes(user)];
        return Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, BrokerPasswordLength, salt: null, info));
    }

    internal string ToHex() => Convert.ToHexStringLower(secret);
}
