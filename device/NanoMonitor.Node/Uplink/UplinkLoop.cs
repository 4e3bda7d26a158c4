using System;
using System.IO;
using System.Threading;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Models;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// The thread that talks: connects, introduces the node, carries messages both ways until the connection is lost, waits,
    /// and begins anew. All storage and network access is here.
    /// </summary>
    public sealed class UplinkLoop
    {
        // How often a connection is looked at when nothing wakes the loop.
        private const int CheckMs = 30000;

        // A chunk that does not come, because there was no room for it here, is asked for again after so long.
        private const int ChunkPatienceMs = 30000;

        private readonly NodeIdentity _identity;
        private readonly FeatureSpec _spec;
        private readonly NodeClock _clock;
        private readonly AutoResetEvent _wake;
        private readonly Outbox _outbox;
        private readonly Inbox _inbox;
        private readonly ModelKeeper _models;
        private readonly MachineMonitor _monitor;
        private readonly CommandHandler _commands;
        private readonly EventStore _events;
        private readonly WifiConnection _wifi;
        private readonly Backoff _backoff = new Backoff();
        private readonly string _commandTopic;
        private readonly string _desiredTopic;
        private BrokerConnection _connection;
        private string _chunkTopic;
        private long _chunkAskedMs;
        private int _publishedState;
        private int _introducedCrc;

        public UplinkLoop(
            NodeIdentity identity,
            FeatureSpec spec,
            NodeClock clock,
            AutoResetEvent wake,
            Outbox outbox,
            ModelKeeper models,
            MachineMonitor monitor,
            CommandHandler commands)
        {
            _identity = identity;
            _spec = spec;
            _clock = clock;
            _wake = wake;
            _outbox = outbox;
            _models = models;
            _monitor = monitor;
            _commands = commands;
            _inbox = new Inbox(wake);
            _events = new EventStore(identity);
            _wifi = new WifiConnection(identity.Configuration);
            _commandTopic = Topics.Of(identity.Site, identity.Node, Topics.CommandPrefix);
            _desiredTopic = Topics.Of(identity.Site, identity.Node, Topics.ModelDesired);
        }

        public void Run()
        {
            _events.Load();
            _outbox.EventsPending = _events.Count;
            while (true)
            {
                bool connected = false;
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
                if (!connected)
                {
                    // Whatever failed may be the network's fault.
                    _wifi.GiveUp();
                }

                WaitOffline(_backoff.NextMs());
            }
        }

        private bool Connect()
        {
            if (!_wifi.Join())
            {
                Console.WriteLine("uplink: no network");
                return false;
            }

            _connection = new BrokerConnection(_identity, _inbox, _wake);
            if (!_connection.Open())
            {
                Console.WriteLine("uplink: the broker refuses");
                return false;
            }

            return true;
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

            _backoff.Reset();
            _outbox.Online = true;
            _connection.Subscribe(Topics.CommandFilter(_identity.Site, _identity.Node));
            _connection.Subscribe(_desiredTopic);
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

                _wake.WaitOne(CheckMs, false);
            }
        }

        private bool Introduce()
        {
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
            birth.UptimeMs = _clock.UptimeMs;
            birth.PowerOns = _identity.Boot.PowerOns;
            birth.Faults = _identity.Boot.Faults;
            birth.WatchdogRestarts = _identity.Boot.WatchdogRestarts;
            birth.PlannedRestarts = _identity.Boot.PlannedRestarts;
            birth.StorageStatus = _identity.Boot.StorageStatus;
            _introducedCrc = birth.ModelCrc;
            return _connection.Publish(Topics.Birth, birth.Encode(_identity.Keys.Up, _identity.Site, _identity.Node), true) && PublishState();
        }

        // All there is to do now, until nothing is left.
        private bool Exchange()
        {
            bool busy = true;
            while (busy)
            {
                busy = false;
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
                    if (!_connection.Publish(Topics.Event, oldest, false))
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

                OutgoingMessage message = _outbox.TakeMessage();
                if (message != null)
                {
                    busy = true;
                    if (!_connection.Publish(message.Leaf, message.Payload, false))
                    {
                        _outbox.CountDroppedMessage();
                        return false;
                    }
                }
            }

            return true;
        }

        private bool Receive(IncomingMessage message)
        {
            if (message.Topic == _desiredTopic)
            {
                _models.OnManifest(message.Payload);
                return true;
            }

            if (message.Topic.StartsWith(_commandTopic))
            {
                return Obey(message);
            }

            _models.OnChunk(message.Topic, message.Payload);
            return true;
        }

        private bool Obey(IncomingMessage message)
        {
            Ack ack = _commands.Handle(message.Topic.Substring(_commandTopic.Length), message.Payload);
            if (ack == null)
            {
                return true;
            }

            bool answered = _connection.Publish(Topics.Ack, ack.Encode(_identity.Keys.Up, _identity.Site, _identity.Node), false);
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
                if (!Store(next.Encode(_identity.Keys.Up, _identity.Site, _identity.Node)))
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

        // Trials end and events happen offline too.
        private void WaitOffline(int waitMs)
        {
            long endMs = _clock.UptimeMs + waitMs;
            while (true)
            {
                _models.Update();
                StoreEvents();
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
