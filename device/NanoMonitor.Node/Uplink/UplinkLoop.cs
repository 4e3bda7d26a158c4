using System;
using System.IO;
using System.Threading;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Models;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Node.Supervision;
using NanoMonitor.Node.Trust;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// The thread that talks: connects, introduces the node, carries messages both ways until the connection is lost, waits,
    /// and begins anew. All storage and network access is here.
    /// </summary>
    public sealed class UplinkLoop : ICarried, IBreakable
    {
        // How often a connection is looked at when nothing wakes the loop.
        private const int CheckMs = 30000;

        // A chunk that does not come, because there was no room for it here, is asked for again after so long.
        private const int ChunkPatienceMs = 30000;

        // What the broker has for a node that is about to sleep comes at once or not at all.
        private const int LingerMs = 2000;

        // Joining and connecting take half a minute each, an acknowledgement too.
        private const int LimitMs = 180000;

        private readonly NodeIdentity _identity;
        private readonly FeatureSpec _spec;
        private readonly NodeClock _clock;
        private readonly AutoResetEvent _wake;
        private readonly Outbox _outbox;
        private readonly Inbox _inbox;
        private readonly ModelKeeper _models;
        private readonly InstallationRecord _installation;
        private readonly MachineMonitor _monitor;
        private readonly CommandHandler _commands;
        private readonly KeyHandler _keys;
        private readonly DutyCycle _duty;
        private readonly FeaturePolicy _policy;
        private readonly WaveformRecorder _recorder;
        private readonly EventStore _events;
        private readonly TelemetryStore _summaries = new TelemetryStore();
        private readonly WifiConnection _wifi;
        private readonly Backoff _backoff = new Backoff();
        private readonly string _commandTopic;
        private readonly string _desiredTopic;
        private readonly string _keyTopic;
        private BrokerConnection _connection;
        private string _chunkTopic;
        private long _chunkAskedMs;
        private long _heardMs;
        private bool _introduced;
        private bool _served;
        private int _publishedState;
        private int _introducedCrc;

        public UplinkLoop(
            NodeIdentity identity,
            FeatureSpec spec,
            NodeClock clock,
            AutoResetEvent wake,
            Outbox outbox,
            ModelKeeper models,
            InstallationRecord installation,
            MachineMonitor monitor,
            CommandHandler commands,
            FeaturePolicy policy,
            WaveformRecorder recorder,
            DutyCycle duty,
            object radioLock)
        {
            _policy = policy;
            _recorder = recorder;
            _duty = duty;
            _identity = identity;
            _spec = spec;
            _clock = clock;
            _wake = wake;
            _outbox = outbox;
            _models = models;
            _installation = installation;
            _monitor = monitor;
            _commands = commands;
            _inbox = new Inbox(wake);
            _events = new EventStore(identity);
            _wifi = new WifiConnection(identity.Configuration, radioLock);
            _commandTopic = Topics.Of(identity.Site, identity.Node, Topics.CommandPrefix);
            _desiredTopic = Topics.Of(identity.Site, identity.Node, Topics.ModelDesired);
            _keyTopic = Topics.Of(identity.Site, identity.Node, Topics.KeyDesired);
            _keys = new KeyHandler(identity);
            Watched = new WatchedLoop("uplink", LimitMs, this, clock);
            _events.Load();
            _summaries.Load();
            _outbox.EventsPending = _events.Count;

            // What a wake measures waits in memory for the connection of that wake.
            _outbox.Online = duty.IsOn;
        }

        /// <summary>For the watchdog.</summary>
        public WatchedLoop Watched { get; }

        /// <summary>Events that wait in the store.</summary>
        public int EventsStored
        {
            get { return _events.Count; }
        }

        /// <summary>Whether there is a reason to connect.</summary>
        public bool HasSomethingToSay
        {
            get
            {
                return !_introduced
                    || _events.Count > 0
                    || _summaries.Count > 0
                    || _outbox.HasMessages
                    || _outbox.State != _publishedState
                    || _models.HasNews
                    || _models.IsReceiving
                    || _policy.SendsEvery(_clock.UptimeMs);
            }
        }

        /// <summary>The loop of a node that never sleeps.</summary>
        public void Run()
        {
            while (true)
            {
                Talk();
                WaitOffline(_backoff.NextMs());
            }
        }

        /// <summary>One connection, from its making to its end, which for a node that sleeps is that all is said.</summary>
        /// <returns>Whether the broker has taken the node's introduction.</returns>
        public bool Talk()
        {
            bool connected = false;
            _served = false;
            try
            {
                connected = Connect();
                if (connected)
                {
                    Converse();
                }
            }
            catch (Exception e)
            {
                Console.WriteLine("uplink: " + e.Message);
            }

            Disconnect();
            _outbox.IsReachable = _duty.IsOn && _served;
            if (!connected)
            {
                // Whatever failed may be the network's fault.
                _wifi.GiveUp();
            }

            return _served;
        }

        /// <summary>What is to be done without a connection: trials end and events happen offline too.</summary>
        public void DoChores()
        {
            Watched.Feed();
            _models.Update();
            _installation.Update();
            StoreEvents();
            for (byte[] next = _outbox.TakeTelemetry(); next != null; next = _outbox.TakeTelemetry())
            {
                StoreTelemetry(next);
            }
        }

        /// <summary>The node goes to sleep: what can be stored is, the rest is dropped and counted.</summary>
        public void Rest()
        {
            DoChores();
            _outbox.Online = false;
            _recorder.Drop();
        }

        /// <summary>Breaks the connection off, which frees a thread that waits for it.</summary>
        public void Break()
        {
            Console.WriteLine("uplink: stuck, breaks its connection");
            BrokerConnection connection = _connection;
            if (connection != null)
            {
                connection.Close();
            }
        }

        public void Save(PayloadWriter record)
        {
            record.Byte(_introduced ? 1 : 0);
            record.Byte(_publishedState);
            _summaries.Save(record);
        }

        public void Load(PayloadReader record)
        {
            _introduced = record.Byte("introduced", 0, 1) == 1;
            _publishedState = record.Byte("published state");
            _summaries.Load(record);
        }

        private bool Connect()
        {
            Watched.Feed();
            if (!_wifi.Join())
            {
                return false;
            }

            Watched.Feed();
            KeyRing ring = _identity.Ring;
            if (ring.NextPassword.Length > 0)
            {
                if (Open(ring.NextPassword))
                {
                    ring.PromotePassword();
                    return true;
                }

                // The broker may not know it yet.
                _connection.Close();
            }

            if (!Open(ring.Password))
            {
                Console.WriteLine("uplink: the broker refuses");
                return false;
            }

            return true;
        }

        private bool Open(string password)
        {
            Watched.Feed();
            _connection = new BrokerConnection(_identity, _inbox, _wake);
            return _connection.Open(password);
        }

        private void Disconnect()
        {
            _outbox.Online = false;
            if (_connection != null)
            {
                _connection.Close();
                _connection = null;
            }

            _chunkTopic = null;
            _inbox.Clear();
        }

        // Returns when the connection is no good any more.
        private void Converse()
        {
            _outbox.Connections++;
            if (!Introduce())
            {
                return;
            }

            _served = true;
            _introduced = true;
            _backoff.Reset();
            _outbox.Online = true;
            _outbox.IsReachable = true;
            _heardMs = _clock.UptimeMs;
            _connection.Subscribe(Topics.CommandFilter(_identity.Site, _identity.Node));
            _connection.Subscribe(_desiredTopic);
            _connection.Subscribe(_keyTopic);
            if (_models.Report != null && !PublishReport())
            {
                return;
            }

            while (_connection.IsOpen)
            {
                if (!Exchange())
                {
                    return;
                }

                if (_duty.IsOn && MaySleep())
                {
                    Leave();
                    return;
                }

                _wake.WaitOne(_duty.IsOn ? LingerMs : CheckMs, false);
            }
        }

        // Awake it stays while a host asks for features or a capture, while chunks come, and for what the broker may still have.
        private bool MaySleep()
        {
            long nowMs = _clock.UptimeMs;
            if (_policy.SendsEvery(nowMs) || _recorder.IsRecording)
            {
                _duty.Prolong();
                return false;
            }

            _duty.Finish();
            long quietMs = nowMs - _heardMs;
            return _duty.IsResting && !_outbox.HasMessages && !_recorder.IsBusy && quietMs >= (_models.WantedTopic == null ? LingerMs : ChunkPatienceMs);
        }

        private void Leave()
        {
            if (_chunkTopic != null)
            {
                // The broker keeps a sleeping node's subscriptions.
                _connection.Unsubscribe(_chunkTopic);
            }

            _connection.Leave();
        }

        private bool Introduce()
        {
            KeyRing ring = _identity.Ring;
            NodeKeys keys = ring.Pending == null ? ring.Current : ring.Pending;
            Birth birth = new Birth();
            birth.Firmware = FirmwareVersion.Text;
            birth.MachineClass = _identity.Configuration.MachineClass;
            birth.Sensor = SensorFamily.Name(_spec.SensorFamily);
            birth.SensorStatus = _monitor.SensorText;
            birth.Spec = _spec;
            birth.ModelId = _models.RunningModelId;
            birth.Generation = _models.RunningGeneration;
            birth.ModelCrc = _models.RunningCrc;
            birth.Capabilities = FirmwareVersion.Capabilities;
            birth.BootId = _identity.Boot.BootId;
            birth.BootReason = _identity.Boot.Reason;
            birth.BootNonce = _identity.BootNonce;
            birth.KeyEpoch = ring.Pending == null ? ring.Epoch : ring.PendingEpoch;
            birth.UptimeMs = _clock.UptimeMs;
            birth.PowerOns = _identity.Boot.PowerOns;
            birth.Faults = _identity.Boot.Faults;
            birth.WatchdogRestarts = _identity.Boot.WatchdogRestarts;
            birth.PlannedRestarts = _identity.Boot.PlannedRestarts;
            birth.StorageStatus = _identity.Boot.StorageStatus;
            birth.Mode = _identity.Configuration.Mode;
            birth.SleepSeconds = _duty.IsOn ? _duty.SleepSeconds : 0;
            birth.Wakes = _identity.Wakes;
            _introducedCrc = birth.ModelCrc;
            if (!_connection.Publish(Topics.Birth, birth.Encode(keys.Up, _identity.Site, _identity.Node), true))
            {
                return false;
            }

            if (ring.Pending != null)
            {
                // The broker keeps the birth, so whoever has to know that this key is the one knows.
                ring.Promote();
                _models.SayAgain();
            }

            return PublishState();
        }

        // All there is to do now, until nothing is left.
        private bool Exchange()
        {
            bool busy = true;
            while (busy)
            {
                busy = false;
                Watched.Feed();
                IncomingMessage received = _inbox.Take();
                if (received != null)
                {
                    busy = true;
                    if (!Receive(received))
                    {
                        return false;
                    }
                }

                _models.Update();
                _installation.Update();
                RequestChunk();
                if (_models.HasNews && !PublishReport() || _models.RunningCrc != _introducedCrc && !Introduce())
                {
                    return false;
                }

                StoreEvents();
                byte[] oldest = _events.OldestOrNull();
                if (oldest != null)
                {
                    busy = true;
                    byte[] payload = HealthEvent.Decode(oldest).Encode(_identity.Keys.Up, _identity.Site, _identity.Node);
                    if (!_connection.Publish(Topics.Event, payload, false))
                    {
                        return false;
                    }

                    _events.RemoveOldest();
                    _outbox.EventsPending = _events.Count;
                }

                if (_outbox.State != _publishedState && !PublishState())
                {
                    return false;
                }

                bool sent;
                if (!SendTelemetry(out sent))
                {
                    return false;
                }

                OutgoingMessage message = _outbox.TakeMessage();
                CaptureChunk chunk = _recorder.NextOrNull();
                busy = busy || sent || message != null || chunk != null;
                if (message != null && !Send(message) || chunk != null && !Send(chunk))
                {
                    return false;
                }
            }

            return true;
        }

        // A chunk that the broker did not take is sent again over the next connection.
        private bool Send(CaptureChunk chunk)
        {
            byte[] payload = chunk.Encode(_identity.Keys.Up, _identity.Site, _identity.Node);
            bool taken = _connection.Publish(Topics.OfCapture(chunk.CaptureId, chunk.Number), payload, false);
            if (taken)
            {
                _recorder.RemoveOldest();
            }

            return taken;
        }

        private bool Send(OutgoingMessage message)
        {
            bool taken = false;
            try
            {
                taken = _connection.Publish(message.Leaf, message.Payload, false);
            }
            finally
            {
                _outbox.CountDroppedMessages(taken ? 0 : 1);
            }

            return taken;
        }

        // One summary, the oldest first.
        private bool SendTelemetry(out bool sent)
        {
            byte[] stored = _summaries.OldestOrNull();
            byte[] next = stored == null ? _outbox.TakeTelemetry() : stored;
            sent = next != null;
            if (next == null)
            {
                return true;
            }

            bool taken = false;
            try
            {
                taken = _connection.Publish(Topics.Telemetry, next, false);
            }
            finally
            {
                if (stored == null && !taken)
                {
                    StoreTelemetry(next);
                }
            }

            if (stored != null && taken)
            {
                _summaries.RemoveOldest();
            }

            return taken;
        }

        private void StoreTelemetry(byte[] payload)
        {
            try
            {
                _outbox.CountDroppedMessages(_summaries.Add(payload));
            }
            catch (IOException e)
            {
                Console.WriteLine("telemetry not stored: " + e.Message);
                _outbox.CountDroppedMessages(1);
            }
        }

        private bool Receive(IncomingMessage message)
        {
            _heardMs = _clock.UptimeMs;
            if (message.Topic == _desiredTopic)
            {
                _models.OnManifest(message.Payload);
                return true;
            }

            if (message.Topic == _keyTopic)
            {
                return Rekey(message.Payload);
            }

            if (message.Topic.StartsWith(_commandTopic))
            {
                return Obey(message);
            }

            _models.OnChunk(message.Topic, message.Payload);
            return true;
        }

        private bool Rekey(byte[] payload)
        {
            Ack ack = _keys.Handle(payload);
            return ack == null || Publish(ack) && (_identity.Ring.Pending == null || Introduce());
        }

        private bool Publish(Ack ack)
        {
            return _connection.Publish(Topics.Ack, ack.Encode(_identity.Keys.Up, _identity.Site, _identity.Node), false);
        }

        private bool Obey(IncomingMessage message)
        {
            Ack ack = _commands.Handle(message.Topic.Substring(_commandTopic.Length), message.Payload);
            if (ack == null)
            {
                return true;
            }

            bool answered = Publish(ack);
            if (_commands.After.RestartReason != null)
            {
                Restart();
            }

            if (answered && _commands.After.Identify)
            {
                _commands.After.Identify = false;
                Console.WriteLine("this is " + _identity.Site + "/" + _identity.Node);
                return Introduce();
            }

            return answered;
        }

        private void Restart()
        {
            _identity.Boot.Plan(_commands.After.RestartReason);
            if (!_commands.After.IsFarewell)
            {
                _connection.Close();
            }

            Power.RebootDevice(RebootOption.NormalReboot);
        }

        private void RequestChunk()
        {
            string wanted = _models.WantedTopic;
            long nowMs = _clock.UptimeMs;
            if (wanted == _chunkTopic && (wanted == null || nowMs - _chunkAskedMs < ChunkPatienceMs))
            {
                return;
            }

            if (_chunkTopic != null)
            {
                _connection.Unsubscribe(_chunkTopic);
            }

            _chunkTopic = wanted;
            _chunkAskedMs = nowMs;
            if (wanted != null)
            {
                _connection.Subscribe(wanted);
            }
        }

        private bool PublishReport()
        {
            return _connection.Publish(Topics.ModelReported, _models.TakeReport().Encode(_identity.Keys.Up, _identity.Site, _identity.Node), true);
        }

        private bool PublishState()
        {
            int state = _outbox.State;
            bool published = _connection.Publish(Topics.State, NodeState.Encode(state), true);
            _publishedState = state;
            return published;
        }

        private void StoreEvents()
        {
            for (HealthEvent next = _outbox.TakeEvent(); next != null; next = _outbox.TakeEvent())
            {
                if (!Store(next.Encode(_identity.StorageKey, _identity.Site, _identity.Node)))
                {
                    _outbox.CountDroppedEvent();
                }

                _outbox.EventsPending = _events.Count;
            }
        }

        private bool Store(byte[] payload)
        {
            try
            {
                return _events.Add(payload);
            }
            catch (IOException e)
            {
                Console.WriteLine("event not stored: " + e.Message);
                return false;
            }
        }

        private void WaitOffline(int waitMs)
        {
            long endMs = _clock.UptimeMs + waitMs;
            while (true)
            {
                DoChores();
                long restMs = endMs - _clock.UptimeMs;
                if (restMs <= 0)
                {
                    return;
                }

                _wake.WaitOne((int)restMs, false);
            }
        }
    }
}
