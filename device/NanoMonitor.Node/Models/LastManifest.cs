using System;
using System.IO;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Models
{
    /// <summary>
    /// The newest manifest the node has accepted, in the record <c>manifest</c> (counter, 8 bytes; CRC-32 of the payload without its MAC, 4). It
    /// outlives the slots, which a factory reset empties: an old manifest is refused afterwards too, the newest is taken again.
    /// </summary>
    public sealed class LastManifest
    {
        private const int Length = 12;

        private readonly TwoSlotRecord _record = new TwoSlotRecord("manifest");
        private int _crc;

        /// <summary>Its counter; 0 where there was none.</summary>
        public long Counter { get; private set; }

        public void Load()
        {
            byte[] kept = _record.ReadOrNull();
            if (kept != null && kept.Length == Length)
            {
                Counter = Bytes.ReadInt64(kept, 0);
                _crc = Bytes.ReadInt32(kept, 8);
            }
        }

        /// <summary>Whether it is this one, be its MAC made with the key of today or an earlier one.</summary>
        public bool Is(byte[] payload, long counter)
        {
            return counter == Counter && Envelope.CrcOfBody(payload) == _crc;
        }

        /// <summary>Keeps it, where there is room.</summary>
        public void Keep(byte[] payload, long counter)
        {
            if (Is(payload, counter))
            {
                return;
            }

            Counter = counter;
            _crc = Envelope.CrcOfBody(payload);
            byte[] kept = new byte[Length];
            Bytes.WriteInt64(kept, 0, Counter);
            Bytes.WriteInt32(kept, 8, _crc);
            try
            {
                _record.Write(kept);
            }
            catch (IOException e)
            {
                // A full drive must not keep models from the node; the slots know the counter, too.
                Console.WriteLine("manifest: " + e.Message);
            }
        }
    }
}
