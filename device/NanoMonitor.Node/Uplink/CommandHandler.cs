using System;
using System.IO;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Commands;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Uplink
{
    /// <summary>
    /// Carries commands out, each once: the counter of the last one done, with the CRC-32 of its payload without the MAC, outlives a restart in
    /// the record <c>command</c>.
    /// </summary>
    public sealed class CommandHandler
    {
        private readonly NodeIdentity _identity;
        private readonly IVerb[] _verbs;
        private readonly AfterAnswer _after;
        private readonly NodeClock _clock;
        private readonly TwoSlotRecord _record = new TwoSlotRecord("command");
        private long _lastCounter;
        private int _lastCrc;

        /// <param name="verbs">What the node can do.</param>
        /// <param name="after">What they leave to be done.</param>
        public CommandHandler(NodeIdentity identity, NodeClock clock, IVerb[] verbs, AfterAnswer after)
        {
            _identity = identity;
            _clock = clock;
            _verbs = verbs;
            _after = after;
            byte[] last = _record.ReadOrNull();
            if (last != null && last.Length == 12)
            {
                _lastCounter = Bytes.ReadInt64(last, 0);
                _lastCrc = Bytes.ReadInt32(last, 8);
            }
        }

        /// <summary>What is left to do once the answer is out.</summary>
        public AfterAnswer After
        {
            get { return _after; }
        }

        /// <summary>Carries one command out.</summary>
        /// <param name="verb">As in the topic.</param>
        /// <returns>The answer, or null to what does not come from a holder of the key.</returns>
        public Ack Handle(string verb, byte[] payload)
        {
            if (!IsAuthentic(payload))
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

            int crc = Envelope.CrcOfBody(payload);
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

        private bool IsAuthentic(byte[] payload)
        {
            NodeKeys pending = _identity.Ring.Pending;
            return Command.IsAuthentic(_identity.Keys.Down, _identity.Site, _identity.Node, payload)
                || pending != null && Command.IsAuthentic(pending.Down, _identity.Site, _identity.Node, payload);
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
            try
            {
                _record.Write(record);
            }
            catch (IOException e)
            {
                // A full drive must not keep commands from the node; until it restarts it knows this one.
                Console.WriteLine("command: " + e.Message);
            }
        }

        private string Execute(Command command)
        {
            for (int i = 0; i < _verbs.Length; i++)
            {
                if (_verbs[i].Name == command.Verb)
                {
                    return Execute(_verbs[i], command);
                }
            }

            return "this firmware does not know the verb";
        }

        private static string Execute(IVerb verb, Command command)
        {
            try
            {
                verb.Execute(command);
                return null;
            }
            catch (FormatException e)
            {
                return e.Message;
            }
            catch (IOException e)
            {
                return "storage: " + e.Message;
            }
        }
    }
}
