using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>The parts of a chunk's topic <c>nanomonitor/1/$packages/{digest}/{n}</c>.</summary>
    public sealed class ChunkTopic
    {
        private const string Prefix = Topics.Root + Topics.Packages + "/";

        private ChunkTopic(byte[] digest, int index)
        {
            Digest = digest;
            Index = index;
        }

        /// <summary>32 bytes.</summary>
        public byte[] Digest { get; }

        /// <summary>0 … <see cref="PackageDigest.MaximumChunks"/> − 1.</summary>
        public int Index { get; }

        /// <exception cref="FormatException">Not the topic of a chunk.</exception>
        public static ChunkTopic Parse(string topic)
        {
            int digestEnd = Prefix.Length + 2 * PackageDigest.Length;
            if (topic == null || !topic.StartsWith(Prefix) || topic.Length < digestEnd + 2 || topic[digestEnd] != '/')
            {
                throw new FormatException("topic '" + topic + "' is not " + Prefix + "{digest}/{n}");
            }

            byte[] digest = Hex.Parse("digest in topic", topic.Substring(Prefix.Length, 2 * PackageDigest.Length), PackageDigest.Length);
            long index = Digits.Parse("chunk in topic", topic.Substring(digestEnd + 1), 0, PackageDigest.MaximumChunks - 1);
            if (Topics.OfChunk(digest, (int)index) != topic)
            {
                throw new FormatException("topic '" + topic + "': lower-case digits and a number without leading zeros expected");
            }

            return new ChunkTopic(digest, (int)index);
        }
    }
}
