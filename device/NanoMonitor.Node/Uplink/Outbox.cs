using System.Threading;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Duty;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// What the sampling thread has to say, until the uplink takes it: the newest state, a few messages, a few summaries, a few
    /// events. Full or offline, messages are dropped and counted; summaries and events are stored by the uplink, offline too.
    /// </summary>
    public sealed class Outbox : ICarried
    {
        private const int Capacity = 8;

        private readonly object _gate = new object();
        private readonly AutoResetEvent _wake;
        private readonly BoundedQueue _messages = new BoundedQueue(Capacity);
        private readonly BoundedQueue _telemetry = new BoundedQueue(Capacity);
        private readonly BoundedQueue _events = new BoundedQueue(Capacity);
        private int _state;
        private bool _online;

        /// <param name="wake">Set when there is something to take.</param>
        public Outbox(AutoResetEvent wake)
        {
            _wake = wake;
        }

        /// <summary>The newest state.</summary>
        public int State
        {
            get
            {
                return _state;
            }

            set
            {
                _state = value;
                _wake.Set();
            }
        }

        /// <summary>Whether messages are worth keeping. Going offline drops those that wait.</summary>
        public bool Online
        {
            get
            {
                lock (_gate)
                {
                    return _online;
                }
            }

            set
            {
                lock (_gate)
                {
                    _online = value;
                    if (!value)
                    {
                        MessagesDropped += _messages.Count;
                        _messages.Clear();
                    }
                }
            }
        }

        /// <summary>Whether the broker could be reached when last tried.</summary>
        public bool IsReachable { get; set; } = true;

        /// <summary>Whether messages wait.</summary>
        public bool HasMessages
        {
            get
            {
                lock (_gate)
                {
                    return _messages.Count > 0;
                }
            }
        }

        /// <summary>Connections made since boot.</summary>
        public int Connections { get; set; }

        /// <summary>Messages dropped since boot.</summary>
        public int MessagesDropped { get; private set; }

        /// <summary>Events dropped since boot: here, or by the store.</summary>
        public int EventsDropped { get; private set; }

        /// <summary>Events in the store; those still here come on top.</summary>
        public int EventsPending { get; set; }

        /// <summary>Adds a message; the oldest makes way where there is no room.</summary>
        public void AddMessage(string leaf, byte[] payload)
        {
            lock (_gate)
            {
                if (!_online)
                {
                    MessagesDropped++;
                    return;
                }

                if (_messages.IsFull)
                {
                    _messages.TakeOrNull();
                    MessagesDropped++;
                }

                _messages.Add(new OutgoingMessage(leaf, payload));
            }

            _wake.Set();
        }

        /// <summary>Adds a summary; the oldest makes way where there is no room.</summary>
        public void AddTelemetry(byte[] payload)
        {
            lock (_gate)
            {
                if (_telemetry.IsFull)
                {
                    _telemetry.TakeOrNull();
                    MessagesDropped++;
                }

                _telemetry.Add(payload);
            }

            _wake.Set();
        }

        /// <summary>Adds an event; the oldest makes way where there is no room.</summary>
        public void AddEvent(HealthEvent healthEvent)
        {
            lock (_gate)
            {
                if (_events.IsFull)
                {
                    _events.TakeOrNull();
                    EventsDropped++;
                }

                _events.Add(healthEvent);
            }

            _wake.Set();
        }

        /// <summary>Takes the oldest message, or null.</summary>
        public OutgoingMessage TakeMessage()
        {
            lock (_gate)
            {
                return (OutgoingMessage)_messages.TakeOrNull();
            }
        }

        /// <summary>Takes the oldest summary, or null.</summary>
        public byte[] TakeTelemetry()
        {
            lock (_gate)
            {
                return (byte[])_telemetry.TakeOrNull();
            }
        }

        /// <summary>Takes the oldest event, or null.</summary>
        public HealthEvent TakeEvent()
        {
            lock (_gate)
            {
                return (HealthEvent)_events.TakeOrNull();
            }
        }

        /// <summary>Counts messages that were taken and are given up.</summary>
        public void CountDroppedMessages(int count)
        {
            lock (_gate)
            {
                MessagesDropped += count;
            }
        }

        /// <summary>Counts an event that the store had to give up.</summary>
        public void CountDroppedEvent()
        {
            lock (_gate)
            {
                EventsDropped++;
            }
        }

        public void Save(PayloadWriter record)
        {
            record.Int32(Connections);
            record.Int32(MessagesDropped);
            record.Int32(EventsDropped);
        }

        public void Load(PayloadReader record)
        {
            Connections = record.Count("connections");
            MessagesDropped = record.Count("messages dropped");
            EventsDropped = record.Count("events dropped");
        }
    }
}
