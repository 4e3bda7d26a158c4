using NanoMonitor.VirtualBoard.Redirected;

namespace NanoMonitor.VirtualBoard.Tests.Redirected;

/// <summary>AES with the limits of nanoFramework's native code.</summary>
public class AesTests
{
    private static readonly byte[] key = Convert.FromHexString("2b7e151628aed2a6abf7158809cf4f3c");
    private static readonly byte[] vector = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private static readonly byte[] plain = Convert.FromHexString("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");

    // NIST SP 800-38A, F.2.1 and F.1.1, the first two blocks.
    [Theory]
    [InlineData(CipherMode.CBC, "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2")]
    [InlineData(CipherMode.ECB, "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf")]
    public void Gives_the_standards_vectors_without_padding(CipherMode mode, string expected)
    {
        Aes aes = new(mode) { Key = key, IV = vector };
        byte[] encrypted = aes.Encrypt(plain);
        Assert.Equal(expected, Convert.ToHexStringLower(encrypted));
        Assert.Equal(plain, aes.Decrypt(encrypted));
        Assert.Equal([.. Enumerable.Range(0, 16).Select(i => (byte)i)], vector);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(0)]
    public void Takes_keys_of_128_bits_only(int length) =>
        Assert.Throws<ArgumentException>(() => new Aes(CipherMode.CBC) { Key = new byte[length], IV = vector }.Decrypt(plain));

    [Fact]
    public void Refuses_parts_of_blocks_missing_keys_and_other_modes()
    {
        Assert.Throws<ArgumentException>(() => new Aes(CipherMode.CBC) { Key = key, IV = vector }.Decrypt(new byte[17]));
        Assert.Throws<InvalidOperationException>(() => new Aes(CipherMode.CBC) { IV = vector }.Decrypt(plain));
        Assert.Throws<NotSupportedException>(() => new Aes(CipherMode.None) { Key = key }.Decrypt(plain));
        Assert.Throws<ArgumentNullException>(() => new Aes(CipherMode.ECB) { Key = key }.Decrypt(null!));
    }

    [Fact]
    public void Without_a_vector_gives_garbage_and_says_nothing()
    {
        using Board board = new(new BoardOptions());
        byte[] encrypted = new Aes(CipherMode.CBC) { Key = key, IV = vector }.Encrypt(plain);
        board.Run(() =>
        {
            Assert.NotEqual(plain, new Aes(CipherMode.CBC) { Key = key }.Decrypt(encrypted));
            Aes aes = new(CipherMode.CBC) { Key = key };
            aes.GenerateIV();
            Assert.Equal(16, aes.IV!.Length);
        });
    }
}
