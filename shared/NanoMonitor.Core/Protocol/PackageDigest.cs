using System;
using System.Security.Cryptography;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// The name of a package by its content. With K₀ = ASCII <c>nanomonitor/package/1</c> padded with zeros to 32 bytes,
    /// dᵢ = HMAC-SHA-256(K₀, LE32(i) ‖ chunkᵢ) and
    /// digest = HMAC-SHA-256(K₀, LE32(size) ‖ LE32(n) ‖ d₀ ‖ … ‖ dₙ₋₁).
    /// K₀ is public: this is a hash, built so because version 1 nodes have HMAC over whole arrays and nothing else, and so
    /// that a node never holds more than one chunk.
    /// </summary>
    public static class PackageDigest
    {
        /// <summary>Bytes of a digest.</summary>
        public const int Length = 32;

        public const int MaximumPackageBytes = 16384;
        public const int MinimumChunkBytes = 1024;
        public const int MaximumChunkBytes = 2048;
        public const int MaximumChunks = MaximumPackageBytes / MinimumChunkBytes;

        private const string KeyText = "nanomonitor/package/1";

        /// <summary>Number of chunks; all but the last are <paramref name="chunkBytes"/> long.</summary>
        public static int ChunkCount(int packageBytes, int chunkBytes)
        {
            return (packageBytes + chunkBytes - 1) / chunkBytes;
        }

        /// <summary>Length of chunk <paramref name="index"/>.</summary>
        public static int ChunkLength(int packageBytes, int chunkBytes, int index)
        {
            int rest = packageBytes - index * chunkBytes;
            return rest < chunkBytes ? rest : chunkBytes;
        }

        /// <summary>The chunk as it is published.</summary>
        public static byte[] Chunk(byte[] package, int chunkBytes, int index)
        {
            return Bytes.Slice(package, index * chunkBytes, ChunkLength(package.Length, chunkBytes, index));
        }

        /// <summary>dᵢ, 32 bytes.</summary>
        public static byte[] OfChunk(int index, byte[] chunk)
        {
            PayloadWriter input = new PayloadWriter(4 + chunk.Length);
            input.Int32(index);
            input.Raw(chunk);
            return HMACSHA256.HashData(Key(), input.ToArray());
        }

        /// <summary>The digest from the chunks' digests in order, 32 bytes each.</summary>
        public static byte[] OfChunkDigests(int packageBytes, byte[] chunkDigests)
        {
            PayloadWriter input = new PayloadWriter(8 + chunkDigests.Length);
            input.Int32(packageBytes);
            input.Int32(chunkDigests.Length / Length);
            input.Raw(chunkDigests);
            return HMACSHA256.HashData(Key(), input.ToArray());
        }

        /// <summary>The digest of a whole package.</summary>
        /// <exception cref="ArgumentException">The package is empty or too large, or the chunk length is out of range.</exception>
        public static byte[] Of(byte[] package, int chunkBytes)
        {
            if (package.Length == 0 || package.Length > MaximumPackageBytes)
            {
                throw new ArgumentException("a package has 1 to " + MaximumPackageBytes.ToString() + " bytes, this one " + package.Length.ToString());
            }

            if (chunkBytes < MinimumChunkBytes || chunkBytes > MaximumChunkBytes)
            {
                throw new ArgumentException("a chunk has " + MinimumChunkBytes.ToString() + " to " + MaximumChunkBytes.ToString() + " bytes, not " + chunkBytes.ToString());
            }

            int count = ChunkCount(package.Length, chunkBytes);
            byte[] digests = new byte[count * Length];
            for (int i = 0; i < count; i++)
            {
                Array.Copy(OfChunk(i, Chunk(package, chunkBytes, i)), 0, digests, i * Length, Length);
            }

            return OfChunkDigests(package.Length, digests);
        }

        private static byte[] Key()
        {
            byte[] key = new byte[NodeKeys.KeyLength];
            Array.Copy(Bytes.FromAscii(KeyText), 0, key, 0, KeyText.Length);
            return key;
        }
    }
}
