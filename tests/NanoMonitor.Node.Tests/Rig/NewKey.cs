using System.Security.Cryptography;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Node.Tests.Rig;

/// <summary>A key that a host has sent to the node of a <see cref="NodeRig"/>.</summary>
internal sealed class NewKey(int epoch)
{
    public byte[] Bytes { get; } = [.. Enumerable.Range(epoch * 3, NodeKeys.KeyLength).Select(i => (byte)i)];

    public NodeKeys Keys => new(Bytes);

    /// <summary>The transfer's payload under the keys it follows.</summary>
    /// <param name="old">Keys in use.</param>
    /// <param name="counter">Its counter.</param>
    /// <param name="password">16 bytes behind the broker's next password; null for none.</param>
    public byte[] Transfer(NodeKeys old, long counter, byte[]? password = null)
    {
        byte[] vector = [.. Enumerable.Range((int)counter, KeyTransfer.BlockLength).Select(i => (byte)i)];
        using Aes aes = Aes.Create();
        aes.Key = old.Wrap[..KeyTransfer.CipherKeyLength];
        byte[] plain = [.. Bytes, .. password ?? []];
        byte[] ciphertext = aes.EncryptCbc(plain, vector, PaddingMode.None);
        return new KeyTransfer { Counter = counter, Epoch = epoch, Vector = vector, Ciphertext = ciphertext }.Encode(old.Down, NodeRig.Site, NodeRig.NodeName);
    }

    /// <summary>Whether the birth is signed with this key, and says its epoch.</summary>
    public bool IsProvenBy(byte[] birth) =>
        Birth.IsAuthentic(Keys.Up, NodeRig.Site, NodeRig.NodeName, birth) && Birth.Decode(birth).KeyEpoch == epoch;
}
