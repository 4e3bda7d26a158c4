using System.IO;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Node.Storage
{
    /// <summary>
    /// A small record that survives a power cut at any byte: there is no atomic replace, so two files take turns, each with a
    /// sequence number and a CRC, and the newest whole one counts. Layout: sequence (4 bytes), payload, CRC-32 of both (4).
    /// </summary>
    public sealed class TwoSlotRecord
    {
        private const int SequenceLength = 4;
        private const int CrcLength = 4;

        private readonly string _pathA;
        private readonly string _pathB;
        private int _sequence;

        /// <param name="name">Name of the files, to which <c>.a</c> and <c>.b</c> are added.</param>
        public TwoSlotRecord(string name)
        {
            _pathA = StorageFiles.Root + name + ".a";
            _pathB = StorageFiles.Root + name + ".b";
        }

        /// <summary>The newest whole payload, or null where none was ever written.</summary>
        public byte[] ReadOrNull()
        {
            byte[] a = ReadWhole(_pathA);
            byte[] b = ReadWhole(_pathB);
            int sequenceA = a == null ? 0 : Bytes.ReadInt32(a, 0);
            int sequenceB = b == null ? 0 : Bytes.ReadInt32(b, 0);
            byte[] newest = sequenceA >= sequenceB ? a : b;
            _sequence = sequenceA >= sequenceB ? sequenceA : sequenceB;
            return newest == null ? null : Bytes.Slice(newest, SequenceLength, newest.Length - SequenceLength - CrcLength);
        }

        /// <summary>Writes over the older of the two; call <see cref="ReadOrNull"/> once before.</summary>
        /// <exception cref="IOException">No room.</exception>
        public void Write(byte[] payload)
        {
            int sequence = _sequence + 1;
            byte[] bytes = new byte[SequenceLength + payload.Length + CrcLength];
            Bytes.WriteInt32(bytes, 0, sequence);
            payload.CopyTo(bytes, SequenceLength);
            Bytes.WriteInt32(bytes, bytes.Length - CrcLength, Crc32.Of(bytes, 0, bytes.Length - CrcLength));
            File.WriteAllBytes((sequence & 1) == 1 ? _pathA : _pathB, bytes);
            _sequence = sequence;
        }

        /// <summary>Forgets it: neither payload counts any more.</summary>
        public void Erase()
        {
            StorageFiles.Delete(_pathA);
            StorageFiles.Delete(_pathB);
        }

        private static byte[] ReadWhole(string path)
        {
            byte[] bytes = StorageFiles.ReadOrNull(path);
            if (bytes == null || bytes.Length < SequenceLength + CrcLength)
            {
                return null;
            }

            int crc = Bytes.ReadInt32(bytes, bytes.Length - CrcLength);
            return crc == Crc32.Of(bytes, 0, bytes.Length - CrcLength) && Bytes.ReadInt32(bytes, 0) > 0 ? bytes : null;
        }
    }
}
