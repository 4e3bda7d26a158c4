using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// Which model a node shall run: the retained payload of <c>model/desired</c>, under K_down. Site and node are bound
    /// by the MAC (<see cref="Envelope"/>, type <c>manifest</c>).
    /// <code>
    /// offset  bytes  field
    ///      0      1  tag 'M'
    ///      1      1  version 2
    ///      2      8  counter, &gt; 0, grows with every manifest for this node
    ///     10      8  expiry, Unix seconds; 0 = never
    ///     18      4  generation, &gt; 0, grows with every assignment; going back means an old package under a higher one
    ///     22      8  feature-spec hash the table was made for
    ///     30     32  package digest
    ///     62      4  package bytes, 1 … 16384
    ///     66      2  chunk bytes, 1024 … 2048
    ///     68      4  mean score from which this node warns, Q12, signed; −2147483648 = the table's
    ///     72      4  mean score from which it alarms, likewise; not below the one before where both are given
    ///     76      1  length of the model id, 1 … 32
    ///     77      …  model id
    ///      …     32  MAC
    /// </code>
    /// </summary>
    public sealed class ModelManifest
    {
        public const string EnvelopeType = "manifest";
        public const int Version = 2;

        /// <summary>Bytes of the longest payload, MAC included.</summary>
        public const int MaximumPayloadLength = MaximumLength + Envelope.MacLength;

        private const char Tag = 'M';
        private const int MaximumLength = 77 + Names.MaximumLength;

        public long Counter { get; set; }

        /// <summary>Unix seconds after which a node with a known clock refuses it; 0 = never.</summary>
        public long ExpiresAtUnixSeconds { get; set; }

        public int Generation { get; set; }

        public long FeatureSpecHash { get; set; }

        /// <summary>32 bytes (<see cref="PackageDigest"/>).</summary>
        public byte[] Digest { get; set; }

        public int PackageBytes { get; set; }

        public int ChunkBytes { get; set; }

        /// <summary>Mean score from which this node warns, Q12; <see cref="Score.None"/> = as the table says.</summary>
        public int WarningScore { get; set; } = Score.None;

        /// <summary>Mean score from which this node alarms, Q12; <see cref="Score.None"/> = as the table says.</summary>
        public int AlarmScore { get; set; } = Score.None;

        public string ModelId { get; set; }

        public int ChunkCount
        {
            get { return PackageDigest.ChunkCount(PackageBytes, ChunkBytes); }
        }

        /// <summary>The payload with its MAC under K_down of the node.</summary>
        public byte[] Encode(byte[] downKey, string site, string node)
        {
            PayloadWriter writer = new PayloadWriter(MaximumLength);
            writer.Header(Tag, Version);
            writer.Int64(Counter);
            writer.Int64(ExpiresAtUnixSeconds);
            writer.Int32(Generation);
            writer.Int64(FeatureSpecHash);
            writer.Raw(Digest);
            writer.Int32(PackageBytes);
            writer.Int16(ChunkBytes);
            writer.Int32(WarningScore);
            writer.Int32(AlarmScore);
            writer.Text(ModelId);
            return Envelope.Seal(downKey, EnvelopeType, Version, site, node, writer.ToArray());
        }

        /// <summary>Whether the payload was made for this node by a holder of its key.</summary>
        public static bool IsAuthentic(byte[] downKey, string site, string node, byte[] payload)
        {
            return Envelope.IsAuthentic(downKey, EnvelopeType, Version, site, node, payload);
        }

        /// <summary>Reads the fields; the MAC is judged by <see cref="IsAuthentic"/>.</summary>
        /// <exception cref="FormatException">Wrong tag, version, length or value.</exception>
        public static ModelManifest Decode(byte[] payload)
        {
            PayloadReader reader = new PayloadReader("model manifest", payload, Envelope.MacLength);
            reader.Header(Tag, Version);
            ModelManifest manifest = new ModelManifest();
            manifest.Counter = reader.LongCount("counter");
            manifest.ExpiresAtUnixSeconds = reader.LongCount("expiry");
            manifest.Generation = reader.Count("generation");
            if (manifest.Counter == 0 || manifest.Generation == 0)
            {
                throw reader.Refuse("counter or generation", "is 0");
            }

            manifest.FeatureSpecHash = reader.Int64("feature-spec hash");
            manifest.Digest = reader.Raw("package digest", PackageDigest.Length);
            manifest.PackageBytes = reader.Int32("package bytes");
            if (manifest.PackageBytes < 1 || manifest.PackageBytes > PackageDigest.MaximumPackageBytes)
            {
                throw reader.Refuse("package bytes", "is " + manifest.PackageBytes.ToString() + ", 1 to " + PackageDigest.MaximumPackageBytes.ToString() + " expected");
            }

            manifest.ChunkBytes = reader.UInt16("chunk bytes", PackageDigest.MinimumChunkBytes, PackageDigest.MaximumChunkBytes);
            manifest.WarningScore = reader.Int32("warning score");
            manifest.AlarmScore = reader.Int32("alarm score");
            if (manifest.WarningScore != Score.None && manifest.AlarmScore != Score.None && manifest.AlarmScore < manifest.WarningScore)
            {
                throw reader.Refuse("alarm score", "is below the warning score");
            }

            manifest.ModelId = reader.Name("model id");
            reader.End();
            return manifest;
        }
    }
}
