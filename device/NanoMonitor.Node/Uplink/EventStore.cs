using System.IO;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// Events that the broker has not acknowledged yet, one file each, so that neither an outage nor a power cut loses them. The
    /// files <c>event.00</c> … <c>event.31</c> are a ring; a MAC under the key of the
    /// node's own storage tells a whole one from one cut short. When the
    /// ring is full the oldest makes way.
    /// </summary>
    public sealed class EventStore
    {
        public const int Capacity = 32;

        private readonly NodeIdentity _identity;
        private int _first;

        public EventStore(NodeIdentity identity)
        {
            _identity = identity;
        }

        /// <summary>Events in the store.</summary>
        public int Count { get; private set; }

        /// <summary>Finds what an earlier boot has left: a run of files that may cross the ring's end.</summary>
        public void Load()
        {
            bool[] used = new bool[Capacity];
            int oldest = -1;
            for (int i = 0; i < Capacity; i++)
            {
                used[i] = ReadOrNull(i) != null;
                if (used[i] && (oldest < 0 || IsOlder(i, oldest)))
                {
                    oldest = i;
                }
            }

            _first = oldest < 0 ? 0 : oldest;
            Count = 0;
            for (int i = 0; i < Capacity; i++)
            {
                if (used[(_first + i) % Capacity])
                {
                    Count = i + 1;
                }
            }
        }

        /// <summary>Stores an event as the newest.</summary>
        /// <param name="payload">Sealed with <see cref="NodeIdentity.StorageKey"/>: the node's other keys may change while it waits.</param>
        /// <returns>False where the oldest was given up for it.</returns>
        /// <exception cref="IOException">No room on the drive.</exception>
        public bool Add(byte[] payload)
        {
            bool hasRoom = Count < Capacity;
            if (!hasRoom)
            {
                RemoveOldest();
            }

            File.WriteAllBytes(PathOf((_first + Count) % Capacity), payload);
            Count++;
            return hasRoom;
        }

        /// <summary>The oldest whole event, sealed as it was stored, or null.</summary>
        public byte[] OldestOrNull()
        {
            while (Count > 0)
            {
                byte[] payload = ReadOrNull(_first);
                if (payload != null)
                {
                    return payload;
                }

                RemoveOldest();
            }

            return null;
        }

        /// <summary>Gives the oldest up.</summary>
        public void RemoveOldest()
        {
            StorageFiles.Delete(PathOf(_first));
            _first = (_first + 1) % Capacity;
            Count--;
        }

        private static string PathOf(int index)
        {
            return StorageFiles.Root + "event." + index.ToString("D2");
        }

        private bool IsOlder(int left, int right)
        {
            HealthEvent a = HealthEvent.Decode(ReadOrNull(left));
            HealthEvent b = HealthEvent.Decode(ReadOrNull(right));
            return a.BootId < b.BootId || a.BootId == b.BootId && a.Sequence < b.Sequence;
        }

        private byte[] ReadOrNull(int index)
        {
            byte[] payload = StorageFiles.ReadOrNull(PathOf(index));
            return HealthEvent.IsAuthentic(_identity.StorageKey, _identity.Site, _identity.Node, payload) ? payload : null;
        }
    }
}
