using System.Buffers.Binary;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Fuzz.Tests.Targets;

/// <summary>Weight tables, and the chunks they travel in.</summary>
internal static class ModelTargets
{
    private const int LengthAt = 4;
    private const int SpecAt = 8;
    private const int HashAt = SpecAt + FeatureSpec.EncodedLength;

    public static IEnumerable<FuzzTarget> Create() =>
    [
        // Work arrays of the largest model that fits a table come on top.
        new("table", ParseTable) { Repair = Repair, AllocationBase = 1 << 15, AllocationPerByte = 64 },
        new("chunks", ParseChunks) { AllocationPerByte = 1024 },
    ];

    private static byte[]? ParseTable(byte[] bytes)
    {
        new GroupMade(WeightTable.Read(bytes)).ReproducesGoldenScore();
        return null;
    }

    // Whatever the sizes, the chunks are the package, and each byte of it counts.
    private static byte[]? ParseChunks(byte[] bytes)
    {
        byte[] package = bytes.Length is 0 or > PackageDigest.MaximumPackageBytes ? throw new FormatException("package of no size") : bytes;
        int chunkBytes = PackageDigest.MinimumChunkBytes + (package[0] * 4);
        int count = PackageDigest.ChunkCount(package.Length, chunkBytes);
        byte[][] chunks = [.. Enumerable.Range(0, count).Select(index => PackageDigest.Chunk(package, chunkBytes, index))];
        byte[] digest = PackageDigest.OfChunkDigests(package.Length, [.. chunks.SelectMany((chunk, index) => PackageDigest.OfChunk(index, chunk))]);
        Assert.Equal(PackageDigest.Of(package, chunkBytes), digest);
        byte[] other = [.. package];
        other[package.Length / 2] ^= 1;
        Assert.NotEqual(digest, PackageDigest.Of(other, chunkBytes));
        return [.. chunks.SelectMany(chunk => chunk)];
    }

    private static byte[] Repair(byte[] bytes)
    {
        if (bytes.Length < HashAt + 12)
        {
            return bytes;
        }

        byte[] table = [.. bytes];
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(LengthAt), table.Length);
        try
        {
            BinaryPrimitives.WriteInt64LittleEndian(table.AsSpan(HashAt), FeatureSpec.Decode(table, SpecAt).Hash);
        }
        catch (FormatException)
        {
            // A spec that has no hash.
        }

        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(table.Length - 4), Crc32.Of(table, 0, table.Length - 4));
        return table;
    }
}
