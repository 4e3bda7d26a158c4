using System.Threading;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// What the MQTT client's own thread received, until the uplink looks at it. Bounded: of what does not fit the newest is
    /// dropped. The broker does not learn of that: the sender of a command misses the answer, and a chunk is asked for again.
    /// </summary>
    public sealed class Inbox
    {
        private const int Capacity = 8;
        private const int LargestPayload = 4096;

        private readonly object _gate = new object();
        private readonly AutoResetEvent _wake;
        private readonly BoundedQueue _messages = new BoundedQueue(Capacity);

        /// <param name="wake">Set when there is something to take.</param>
        public Inbox(AutoResetEvent wake)
        {
            _wake = wake;
        }

        /// <summary>Keeps a message; called on the client's thread.</summary>
        public void Add(string topic, byte[] payload)
        {
            // What is too long is so after it was cut, too: nothing the node takes has so many bytes.
            byte[] kept = payload == null ? new byte[0] : payload.Length > LargestPayload ? Bytes.Slice(payload, 0, LargestPayload) : payload;
            lock (_gate)
            {
                if (!_messages.IsFull)
                {
                    _messages.Add(new IncomingMessage(topic, kept));
                }
            }

            _wake.Set();
        }

        /// <summary>Takes the oldest, or null.</summary>
        public IncomingMessage Take()
        {
            lock (_gate)
            {
                return (IncomingMessage)_messages.TakeOrNull();
            }
        }

        /// <summary>Forgets what came over a connection that is gone.</summary>
        public void Clear()
        {
            lock (_gate)
            {
                _messages.Clear();
            }
        }
    }
}
