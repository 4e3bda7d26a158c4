using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Core.Tests.Protocol;

public class PackageDigestTests
{
    [Fact]
    public void The_digest_is_built_as_documented()
    {
        Gen.Select(Gen.Byte.Array[1, 16_384], Gen.Int[1024, 2048]).Sample(
            (package, chunkBytes) =>
            {
                byte[] key = new byte[32];
                "nanomonitor/package/1"u8.CopyTo(key);
                byte[][] chunks = [.. package.Chunk(chunkBytes)];
                byte[] digests = [.. chunks.SelectMany((chunk, i) => HMACSHA256.HashData(key, (byte[])[.. Le32(i), .. chunk]))];
                byte[] expected = HMACSHA256.HashData(key, (byte[])[.. Le32(package.Length), .. Le32(chunks.Length), .. digests]);

                Assert.Equal(expected, PackageDigest.Of(package, chunkBytes));
                Assert.Equal(chunks.Length, PackageDigest.ChunkCount(package.Length, chunkBytes));
                for (int i = 0; i < chunks.Length; i++)
                {
                    Assert.Equal(chunks[i], PackageDigest.Chunk(package, chunkBytes, i));
                    Assert.Equal(chunks[i].Length, PackageDigest.ChunkLength(package.Length, chunkBytes, i));
                }
            },
            iter: 200);
    }

    [Theory]
    [InlineData(0, 1024)]
    [InlineData(16_385, 1024)]
    [InlineData(100, 1023)]
    [InlineData(100, 2049)]
    public void Sizes_outside_the_limits_are_refused(int packageBytes, int chunkBytes)
    {
        Assert.Throws<ArgumentException>(() => PackageDigest.Of(new byte[packageBytes], chunkBytes));
    }

    private static byte[] Le32(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
