using System;
using System.IO;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Models
{
    /// <summary>
    /// One of the two files a model can live in. It only ever grows, so that a power cut at any byte leaves what was there:
    /// a header, the package chunk by chunk, then one mark for each step it takes.
    /// <code>
    /// offset  bytes  field
    ///      0      4  "NMSL"
    ///      4      1  version 2
    ///      5      1  length of the manifest's payload
    ///      6      2  0
    ///      8      4  sequence: the newer of two slots has the larger
    ///     12    144  the manifest's payload with its MAC, then zeros
    ///    156     32  HMAC of all before, type <c>slot</c>, under the key of this node's own storage
    ///    188      4  CRC-32 of all before
    ///    192      …  the package
    ///      …    8·n  marks: state (1), rejection (1), 0 (2), CRC-32 over the header's CRC and those four bytes (4)
    /// </code>
    /// The last whole mark counts.
    /// </summary>
    public sealed class ModelSlot
    {
        private const int Version = 2;
        private const int ManifestAt = 12;
        private const int ManifestRoom = 144;
        private const int MacAt = ManifestAt + ManifestRoom;
        private const int CrcAt = MacAt + Envelope.MacLength;
        private const int HeaderLength = CrcAt + 4;
        private const int MarkLength = 8;
        private const string Magic = "NMSL";
        private const string EnvelopeType = "slot";

        private readonly string _path;
        private int _headerCrc;
        private int _marks;

        /// <param name="letter">"a" or "b".</param>
        public ModelSlot(string letter)
        {
            Letter = letter;
            _path = StorageFiles.Root + "model." + letter;
        }

        public string Letter { get; }

        public int Sequence { get; private set; }

        /// <summary>As it came, with its MAC; null in an empty slot.</summary>
        public byte[] ManifestPayload { get; private set; }

        /// <summary>Null in an empty slot.</summary>
        public ModelManifest Manifest { get; private set; }

        /// <summary>One of <see cref="SlotState"/>.</summary>
        public int State { get; private set; }

        /// <summary>One of <see cref="Models.Rejection"/>.</summary>
        public int Rejection { get; private set; }

        /// <summary>Trials begun.</summary>
        public int Trials { get; private set; }

        /// <summary>Whole chunks in the file.</summary>
        public int ChunksStored { get; private set; }

        /// <summary>Reads header and marks; whatever is not whole and authentic counts as empty.</summary>
        /// <param name="identity">Whose storage it is.</param>
        public void Load(NodeIdentity identity)
        {
            Clear();
            byte[] header = StorageFiles.ReadAtOrNull(_path, 0, HeaderLength);
            if (header == null || Bytes.ToAscii(header, 0, 4) != Magic || header[4] != Version || header[5] > ManifestRoom
                || Bytes.ReadInt32(header, CrcAt) != Crc32.Of(header, 0, CrcAt))
            {
                return;
            }

            // Of the manifest's own MAC the key may be gone.
            if (!Bytes.AreEqual(MacOf(header, identity), 0, header, MacAt, Envelope.MacLength))
            {
                return;
            }

            byte[] payload = Bytes.Slice(header, ManifestAt, header[5]);
            try
            {
                Manifest = ModelManifest.Decode(payload);
            }
            catch (FormatException)
            {
                return;
            }

            ManifestPayload = payload;
            Sequence = Bytes.ReadInt32(header, 8);
            _headerCrc = Bytes.ReadInt32(header, CrcAt);
            State = SlotState.Receiving;
            CountChunks();
            ReadMarks();
        }

        /// <summary>Empties the slot for a package that is to come.</summary>
        /// <param name="identity">Whose storage it is.</param>
        /// <exception cref="IOException">No room.</exception>
        public void Begin(int sequence, byte[] manifestPayload, ModelManifest manifest, NodeIdentity identity)
        {
            Clear();
            byte[] header = new byte[HeaderLength];
            Bytes.FromAscii(Magic).CopyTo(header, 0);
            header[4] = Version;
            header[5] = (byte)manifestPayload.Length;
            Bytes.WriteInt32(header, 8, sequence);
            manifestPayload.CopyTo(header, ManifestAt);
            MacOf(header, identity).CopyTo(header, MacAt);
            _headerCrc = Crc32.Of(header, 0, CrcAt);
            Bytes.WriteInt32(header, CrcAt, _headerCrc);
            File.WriteAllBytes(_path, header);

            ManifestPayload = manifestPayload;
            Manifest = manifest;
            Sequence = sequence;
            State = SlotState.Receiving;
        }

        /// <summary>Appends the next chunk.</summary>
        /// <exception cref="IOException">No room.</exception>
        public void Append(byte[] chunk)
        {
            StorageFiles.WriteAt(_path, HeaderLength + ChunksStored * Manifest.ChunkBytes, chunk, chunk.Length);
            ChunksStored++;
        }

        /// <summary>Whether all chunks are there and make the manifest's digest. Reads one chunk at a time.</summary>
        public bool HasManifestDigest()
        {
            int count = Manifest.ChunkCount;
            byte[] digests = new byte[count * PackageDigest.Length];
            for (int i = 0; i < count; i++)
            {
                int length = PackageDigest.ChunkLength(Manifest.PackageBytes, Manifest.ChunkBytes, i);
                byte[] chunk = StorageFiles.ReadAtOrNull(_path, HeaderLength + i * Manifest.ChunkBytes, length);
                if (chunk == null)
                {
                    return false;
                }

                PackageDigest.OfChunk(i, chunk).CopyTo(digests, i * PackageDigest.Length);
            }

            return Bytes.AreEqual(PackageDigest.OfChunkDigests(Manifest.PackageBytes, digests), Manifest.Digest);
        }

        /// <summary>The package, or null where the file cannot be read.</summary>
        public byte[] PackageOrNull()
        {
            return StorageFiles.ReadAtOrNull(_path, HeaderLength, Manifest.PackageBytes);
        }

        /// <summary>Takes the next step, in the file first; one that finds no room there holds until the node restarts.</summary>
        public void Mark(int state, int rejection)
        {
            byte[] mark = MakeMark(state, rejection);
            try
            {
                StorageFiles.WriteAt(_path, MarksAt() + _marks * MarkLength, mark, MarkLength);
                _marks++;
            }
            catch (IOException e)
            {
                Console.WriteLine(_path + ": " + e.Message);
            }

            Apply(state, rejection);
        }

        private static byte[] MacOf(byte[] header, NodeIdentity identity)
        {
            return Envelope.Mac(identity.StorageKey, EnvelopeType, Version, identity.Site, identity.Node, Bytes.Slice(header, 0, MacAt));
        }

        private void Clear()
        {
            Sequence = 0;
            ManifestPayload = null;
            Manifest = null;
            State = SlotState.Empty;
            Rejection = Models.Rejection.None;
            Trials = 0;
            ChunksStored = 0;
            _marks = 0;
        }

        private void CountChunks()
        {
            int stored = StorageFiles.LengthOf(_path) - HeaderLength;
            ChunksStored = stored >= Manifest.PackageBytes ? Manifest.ChunkCount : stored / Manifest.ChunkBytes;
        }

        private void ReadMarks()
        {
            while (true)
            {
                byte[] mark = StorageFiles.ReadAtOrNull(_path, MarksAt() + _marks * MarkLength, MarkLength);
                if (mark == null || !Bytes.AreEqual(mark, MakeMark(mark[0], mark[1])))
                {
                    return;
                }

                _marks++;
                Apply(mark[0], mark[1]);
            }
        }

        private void Apply(int state, int rejection)
        {
            State = state;
            Rejection = rejection;
            if (state == SlotState.Testing)
            {
                Trials++;
            }
        }

        private byte[] MakeMark(int state, int rejection)
        {
            byte[] covered = new byte[MarkLength];
            Bytes.WriteInt32(covered, 0, _headerCrc);
            covered[4] = (byte)state;
            covered[5] = (byte)rejection;
            byte[] mark = new byte[MarkLength];
            mark[0] = (byte)state;
            mark[1] = (byte)rejection;
            Bytes.WriteInt32(mark, 4, Crc32.Of(covered, 0, MarkLength));
            return mark;
        }

        private int MarksAt()
        {
            return HeaderLength + Manifest.PackageBytes;
        }
    }
}
