using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// Carries commands out, each once: the counter of the last one done, with the CRC-32 of its payload, outlives a restart in
    /// the record <c>command</c>.
    /// </summary>
    public sealed class CommandHandler
    {
        private readonly NodeIdentity _identity;
        private readonly FeaturePolicy _policy;
        private readonly NodeClock _clock;
        private readonly TwoSlotRecord _record = new TwoSlotRecord("command");
        private long _lastCounter;
        private int _lastCrc;

        public CommandHandler(NodeIdentity identity, FeaturePolicy policy, NodeClock clock)
        {
            _identity = identity;
            _policy = policy;
            _clock = clock;
            byte[] last = _record.ReadOrNull();
            if (last != null && last.Length == 12)
            {
                _lastCounter = Bytes.ReadInt64(last, 0);
                _lastCrc = Bytes.ReadInt32(last, 8);
            }
        }

        /// <summary>Whether the node is to publish birth and state again.</summary>
        public bool WantsIdentification { get; set; }

        /// <summary>Whether the node is to reboot once the answer is out.</summary>
        public bool WantsReboot { get; private set; }

        /// <summary>Carries one command out.</summary>
        /// <param name="verb">As in the topic.</param>
        /// <returns>The answer, or null to what does not come from a holder of the key.</returns>
        public Ack Handle(string verb, byte[] payload)
        {
            if (!Command.IsAuthentic(_identity.Keys.Down, _identity.Site, _identity.Node, payload))
            {
                return null;
            }

            Command command;
            try
            {
                command = Command.Decode(payload);
            }
            catch (FormatException)
            {
                return null;
            }

            Ack ack = new Ack();
            ack.Counter = command.Counter;
            ack.Verb = command.Verb;
            ack.Result = Ack.Done;

            int crc = Crc32.Of(payload, 0, payload.Length);
            if (command.Counter == _lastCounter && crc == _lastCrc)
            {
                return ack;
            }

            string objection = ObjectionTo(command, verb);
            if (objection == null)
            {
                objection = Execute(command);
            }

            if (objection == null)
            {
                Remember(command.Counter, crc);
            }
            else
            {
                ack.Result = Ack.Refused;
                ack.Reason = objection;
            }

            return ack;
        }

        private string ObjectionTo(Command command, string verb)
        {
            long now = _clock.UnixSeconds;
            if (command.Verb != verb)
            {
                return "the topic says " + verb;
            }

            if (command.Counter <= _lastCounter)
            {
                return "counter " + command.Counter.ToString() + " is not above " + _lastCounter.ToString() + ", which was seen before";
            }

            if (command.BootNonce != 0 && command.BootNonce != _identity.BootNonce)
            {
                return "the boot nonce is not that of this boot";
            }

            if (command.ExpiresAtUnixSeconds != 0 && now > command.ExpiresAtUnixSeconds)
            {
                return "the command has expired";
            }

            if (command.ExpiresAtUnixSeconds != 0 && now == 0 && command.BootNonce == 0)
            {
                return "this node does not know the time: repeat the boot nonce of its birth";
            }

            return null;
        }

        private void Remember(long counter, int crc)
        {
            _lastCounter = counter;
            _lastCrc = crc;
            byte[] record = new byte[12];
            Bytes.WriteInt64(record, 0, counter);
            Bytes.WriteInt32(record, 8, crc);
            _record.Write(record);
        }

        private string Execute(Command command)
        {
            switch (command.Verb)
            {
                case Command.FeaturesVerb:
                    return RequestFeatures(command);
                case Command.IdentifyVerb:
                    WantsIdentification = true;
                    return null;
                case Command.RebootVerb:
                    WantsReboot = true;
                    return null;
                default:
                    return "this firmware does not know the verb";
            }
        }

        private string RequestFeatures(Command command)
        {
            try
            {
                int minutes = command.IntegerArgument(Command.MinutesArgument, 0, Command.MaximumFeatureMinutes);
                _policy.SendEveryUntil(_clock.UptimeMs + minutes * 60000L);
                return null;
            }
            catch (FormatException e)
            {
                return e.Message;
            }
        }
    }
}
