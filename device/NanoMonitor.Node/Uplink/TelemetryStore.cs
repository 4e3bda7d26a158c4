using System.IO;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// Summaries that could not be sent, so that an outage is no hole. The files <c>telemetry.0</c> … <c>telemetry.6</c> are a
    /// ring of segments, one flash block each: records of a payload and its CRC-32, appended one by one. When the ring is full
    /// the oldest segment makes way. What was sent is noted in RAM and in the sleep record only, so after a power cut the
    /// summaries of one segment may be sent again.
    /// </summary>
    public sealed class TelemetryStore : ICarried
    {
        public const int SegmentCount = 7;

        /// <summary>Records of a segment.</summary>
        public const int SegmentRecords = BlockBytes / RecordLength;

        private const int BlockBytes = 4096;
        private const int CrcLength = 4;
        private const int RecordLength = Telemetry.EncodedLength + CrcLength;

        private readonly int[] _records = new int[SegmentCount];
        private int _first;
        private int _segments;
        private int _sent;

        /// <summary>Summaries in the store.</summary>
        public int Count { get; private set; }

        /// <summary>Finds what was left.</summary>
        public void Load()
        {
            int oldest = -1;
            for (int i = 0; i < SegmentCount; i++)
            {
                _records[i] = CountRecords(i);
                if (_records[i] > 0 && (oldest < 0 || IsOlder(i, oldest)))
                {
                    oldest = i;
                }
            }

            _first = oldest < 0 ? 0 : oldest;
            _segments = 0;
            _sent = 0;
            Count = 0;
            for (int i = 0; i < SegmentCount; i++)
            {
                int records = _records[(_first + i) % SegmentCount];
                if (records > 0)
                {
                    _segments = i + 1;
                    Count += records;
                }
            }
        }

        /// <summary>Stores a summary as the newest.</summary>
        /// <returns>How many older ones were given up for it.</returns>
        /// <exception cref="IOException">No room on the drive.</exception>
        public int Add(byte[] payload)
        {
            int dropped = 0;
            int last = Last();
            if (_segments == 0 || _records[last] >= SegmentRecords)
            {
                if (_segments == SegmentCount)
                {
                    dropped = _records[_first] - _sent;
                    RemoveSegment();
                }

                last = (_first + _segments) % SegmentCount;
                Append(last, payload);
                _segments++;
            }
            else
            {
                Append(last, payload);
            }

            Count++;
            return dropped;
        }

        /// <summary>The oldest whole summary, or null.</summary>
        public byte[] OldestOrNull()
        {
            while (Count > 0)
            {
                byte[] payload = ReadOrNull(_first, _sent);
                if (payload != null)
                {
                    return payload;
                }

                RemoveOldest();
            }

            return null;
        }

        /// <summary>The oldest has been sent, or is given up.</summary>
        public void RemoveOldest()
        {
            _sent++;
            Count--;
            if (_sent >= _records[_first])
            {
                RemoveSegment();
            }
        }

        public void Save(PayloadWriter record)
        {
            record.Byte(_sent);
        }

        public void Load(PayloadReader record)
        {
            int sent = record.Byte("summaries sent", 0, SegmentRecords);
            if (sent < _records[_first])
            {
                _sent = sent;
                Count -= sent;
            }
        }

        private static string PathOf(int segment)
        {
            return StorageFiles.Root + "telemetry." + segment.ToString();
        }

        private int Last()
        {
            return (_first + _segments - 1 + SegmentCount) % SegmentCount;
        }

        private void Append(int segment, byte[] payload)
        {
            byte[] record = new byte[RecordLength];
            payload.CopyTo(record, 0);
            Bytes.WriteInt32(record, payload.Length, Crc32.Of(payload, 0, payload.Length));
            if (_records[segment] == 0)
            {
                File.WriteAllBytes(PathOf(segment), record);
            }
            else
            {
                StorageFiles.WriteAt(PathOf(segment), _records[segment] * RecordLength, record, RecordLength);
            }

            _records[segment]++;
        }

        private void RemoveSegment()
        {
            StorageFiles.Delete(PathOf(_first));
            Count -= _records[_first] - _sent;
            _records[_first] = 0;
            _first = (_first + 1) % SegmentCount;
            _segments--;
            _sent = 0;
        }

        // Only the last record can have been cut short.
        private int CountRecords(int segment)
        {
            int records = StorageFiles.LengthOf(PathOf(segment)) / RecordLength;
            records = records > SegmentRecords ? SegmentRecords : records;
            while (records > 0 && ReadOrNull(segment, records - 1) == null)
            {
                records--;
            }

            return records;
        }

        private bool IsOlder(int left, int right)
        {
            byte[] first = ReadOrNull(left, 0);
            byte[] second = ReadOrNull(right, 0);
            if (first == null || second == null)
            {
                return second == null;
            }

            Telemetry a = Telemetry.Decode(first);
            Telemetry b = Telemetry.Decode(second);
            return a.BootId < b.BootId || a.BootId == b.BootId && a.Sequence < b.Sequence;
        }

        private static byte[] ReadOrNull(int segment, int index)
        {
            byte[] record = StorageFiles.ReadAtOrNull(PathOf(segment), index * RecordLength, RecordLength);
            if (record == null || Bytes.ReadInt32(record, Telemetry.EncodedLength) != Crc32.Of(record, 0, Telemetry.EncodedLength))
            {
                return null;
            }

            return Bytes.Slice(record, 0, Telemetry.EncodedLength);
        }
    }
}
