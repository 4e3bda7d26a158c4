using System.Security.Cryptography;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Keys;

/// <summary>Encrypts new keys for their way to a node.</summary>
internal static class KeyWrap
{
    /// <summary>A transfer under the keys it follows, with a new random initialisation vector.</summary>
    /// <param name="old">Keys in use.</param>
    /// <param name="counter">Of the transfer.</param>
    /// <param name="epoch">Of the new key.</param>
    /// <param name="key">The new key.</param>
    /// <param name="password">The broker's next password, 32 hexadecimal digits; null = it stays.</param>
    public static KeyTransfer Create(NodeKeys old, long counter, int epoch, byte[] key, string? password)
    {
        byte[] vector = RandomNumberGenerator.GetBytes(KeyTransfer.BlockLength);
        byte[] plain = [.. key, .. password is null ? [] : Convert.FromHexString(password)];
        using Aes aes = Aes.Create();
        aes.Key = old.Wrap[..KeyTransfer.CipherKeyLength];
        return new KeyTransfer
        {
            Counter = counter,
            Epoch = epoch,
            Vector = vector,
            Ciphertext = aes.EncryptCbc(plain, vector.AsSpan(), PaddingMode.None),
        };
    }
}
