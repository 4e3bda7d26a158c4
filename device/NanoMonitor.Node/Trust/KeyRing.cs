using System;
using System.IO;
using System.Text;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Trust
{
    /// <summary>
    /// The keys of the node: the one in use, and one that has come over the air and is to follow it once the broker has a birth under
    /// it. Likewise the passwords at the broker, of which the next one counts once the broker has let the node in with it. Until keys
    /// come over the air both are those of the configuration. Kept in the record <c>keys</c>:
    /// <code>
    /// bytes  field
    ///     1  version 1
    ///     4  epoch of the key in use
    ///    32  the key in use
    ///     4  epoch of the key that is to follow; 0 = none
    ///    32  that key; zeros = none
    ///     8  counter of the newest transfer
    ///     4  CRC-32 of its payload without the MAC
    ///     4  CRC-32 of the configuration's password that these passwords follow
    ///   1+n  password in use; empty = the configuration's
    ///   1+n  the next password; empty = none
    ///    32  MAC of all before, type <c>keys</c>, under the key of this node's own storage
    /// </code>
    /// A node that is provisioned with another key has another key of its storage: the record then counts no more.
    /// </summary>
    public sealed class KeyRing
    {
        private const int Version = 1;
        private const string EnvelopeType = "keys";
        private const int MaximumPasswordLength = 2 * KeyTransfer.PasswordLength;
        private const int Capacity = 91 + 2 * MaximumPasswordLength;

        private readonly NodeConfiguration _configuration;
        private readonly TwoSlotRecord _record = new TwoSlotRecord("keys");
        private readonly int _configuredPasswordCrc;
        private byte[] _key;
        private string _password = "";
        private byte[] _pendingKey = new byte[NodeKeys.KeyLength];
        private long _counter;
        private int _bodyCrc;

        /// <summary>Reads the record.</summary>
        public KeyRing(NodeConfiguration configuration)
        {
            _configuration = configuration;
            NodeKeys provisioned = new NodeKeys(configuration.NodeKey);
            StorageKey = provisioned.Storage;
            _key = configuration.NodeKey;
            Epoch = configuration.KeyEpoch;
            byte[] password = Encoding.UTF8.GetBytes(configuration.BrokerPassword);
            _configuredPasswordCrc = Crc32.Of(password, 0, password.Length);
            Load();
            Current = _key == configuration.NodeKey ? provisioned : new NodeKeys(_key);
            Pending = PendingEpoch == 0 ? null : new NodeKeys(_pendingKey);
        }

        /// <summary>That of the key of the configuration.</summary>
        public byte[] StorageKey { get; }

        /// <summary>In use.</summary>
        public NodeKeys Current { get; private set; }

        public int Epoch { get; private set; }

        /// <summary>To follow; null = none.</summary>
        public NodeKeys Pending { get; private set; }

        /// <summary>0 = none.</summary>
        public int PendingEpoch { get; private set; }

        /// <summary>With which the broker let the node in last; empty where it asks for none.</summary>
        public string Password
        {
            get { return _password.Length > 0 ? _password : _configuration.BrokerPassword; }
        }

        /// <summary>To be tried first; empty = none.</summary>
        public string NextPassword { get; private set; } = "";

        /// <summary>Counter of the newest transfer; 0 where there was none.</summary>
        public long Counter
        {
            get { return _counter; }
        }

        /// <summary>Whether this is the newest transfer.</summary>
        public bool IsNewest(byte[] payload, long counter)
        {
            return counter == _counter && Envelope.CrcOfBody(payload) == _bodyCrc;
        }

        /// <summary>Keeps a key that is to follow; the one in use stays in use.</summary>
        /// <param name="password">The broker's next one; empty = it stays.</param>
        /// <exception cref="IOException">No room; nothing has changed.</exception>
        public void Propose(byte[] payload, long counter, int epoch, byte[] key, string password)
        {
            string next = password.Length > 0 ? password : NextPassword;
            int bodyCrc = Envelope.CrcOfBody(payload);
            _record.Write(Encode(Epoch, _key, epoch, key, counter, bodyCrc, _password, next));
            _counter = counter;
            _bodyCrc = bodyCrc;
            _pendingKey = key;
            PendingEpoch = epoch;
            Pending = new NodeKeys(key);
            NextPassword = next;
        }

        /// <summary>The broker has a birth under the key that was to follow: it is the one in use.</summary>
        public void Promote()
        {
            _key = _pendingKey;
            _pendingKey = new byte[NodeKeys.KeyLength];
            Epoch = PendingEpoch;
            Current = Pending;
            PendingEpoch = 0;
            Pending = null;
            Keep();
        }

        /// <summary>The broker has let the node in with the next password: it is the one in use.</summary>
        public void PromotePassword()
        {
            _password = NextPassword;
            NextPassword = "";
            Keep();
        }

        // Without room the node does the step again after a restart.
        private void Keep()
        {
            try
            {
                _record.Write(Encode(Epoch, _key, PendingEpoch, _pendingKey, _counter, _bodyCrc, _password, NextPassword));
            }
            catch (IOException e)
            {
                Console.WriteLine("keys: " + e.Message);
            }
        }

        private byte[] Encode(int epoch, byte[] key, int pendingEpoch, byte[] pendingKey, long counter, int bodyCrc, string password, string nextPassword)
        {
            PayloadWriter writer = new PayloadWriter(Capacity);
            writer.Byte(Version);
            writer.Int32(epoch);
            writer.Raw(key);
            writer.Int32(pendingEpoch);
            writer.Raw(pendingKey);
            writer.Int64(counter);
            writer.Int32(bodyCrc);
            writer.Int32(_configuredPasswordCrc);
            writer.Text(password);
            writer.Text(nextPassword);
            return Envelope.Seal(StorageKey, EnvelopeType, Version, _configuration.Site, _configuration.Node, writer.ToArray());
        }

        private void Load()
        {
            byte[] payload = _record.ReadOrNull();
            if (!Envelope.IsAuthentic(StorageKey, EnvelopeType, Version, _configuration.Site, _configuration.Node, payload))
            {
                return;
            }

            PayloadReader reader = new PayloadReader("keys", payload, Envelope.MacLength);
            reader.Byte("version", Version, Version);
            Epoch = reader.Count("epoch");
            _key = reader.Raw("key", NodeKeys.KeyLength);
            PendingEpoch = reader.Count("pending epoch");
            _pendingKey = reader.Raw("pending key", NodeKeys.KeyLength);
            _counter = reader.LongCount("counter");
            _bodyCrc = reader.Int32("CRC");

            // A password that was provisioned since is newer than any that came over the air.
            if (reader.Int32("CRC of the password") == _configuredPasswordCrc)
            {
                _password = reader.Text("password", MaximumPasswordLength);
                NextPassword = reader.Text("next password", MaximumPasswordLength);
            }
        }
    }
}
