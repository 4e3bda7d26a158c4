using System.Security.Cryptography;
using NetAes = System.Security.Cryptography.Aes;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>
/// AES as the interpreter's native code does it with mbedtls: keys of 128 bits only, no padding, and where CBC has no good
/// initialisation vector the failure goes unnoticed and the result is whatever was in memory.
/// </summary>
[StandsFor("System.Security.Cryptography.Aes")]
public class Aes
{
    private const int BlockLength = 16;
    private const int KeyLength = 16;

    public Aes(CipherMode mode) => Mode = mode;

    public CipherMode Mode { get; set; }

    public byte[]? Key { get; set; }

    public byte[]? IV { get; set; }

    public void GenerateIV()
    {
        byte[] vector = new byte[BlockLength];
        new Random().NextBytes(vector);
        IV = vector;
    }

    public byte[] Encrypt(byte[] data) => Crypt(data, isEncryption: true);

    public byte[] Decrypt(byte[] data) => Crypt(data, isEncryption: false);

    private byte[] Crypt(byte[] data, bool isEncryption)
    {
        if (Mode is not (CipherMode.CBC or CipherMode.ECB))
        {
            throw new NotSupportedException();
        }

        if (Key is null)
        {
            throw new InvalidOperationException();
        }

        ArgumentNullException.ThrowIfNull(data);
        if (data.Length % BlockLength != 0 || Key.Length != KeyLength)
        {
            throw new ArgumentException(null);
        }

        if (Mode == CipherMode.CBC && (IV is null || IV.Length < BlockLength))
        {
            byte[] garbage = new byte[data.Length];
            new Random().NextBytes(garbage);
            return garbage;
        }

        using NetAes aes = NetAes.Create();
        aes.Key = Key;
        return (Mode, isEncryption) switch
        {
            (CipherMode.ECB, true) => aes.EncryptEcb(data, PaddingMode.None),
            (CipherMode.ECB, false) => aes.DecryptEcb(data, PaddingMode.None),
            (_, true) => aes.EncryptCbc(data, IV.AsSpan(0, BlockLength), PaddingMode.None),
            (_, false) => aes.DecryptCbc(data, IV.AsSpan(0, BlockLength), PaddingMode.None),
        };
    }
}
