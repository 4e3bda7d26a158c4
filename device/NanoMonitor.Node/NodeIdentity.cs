using System;
using System.Security.Cryptography;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Trust;

namespace NanoMonitor.Node
{
    /// <summary>Who the node is in this boot: its configuration, keys, boot id and nonce.</summary>
    public sealed class NodeIdentity
    {
        private const string NonceLabel = "nanomonitor/nonce/1";

        public NodeIdentity(NodeConfiguration configuration, BootRecord boot)
        {
            Configuration = configuration;
            Boot = boot;
            Ring = new KeyRing(configuration);
            BootNonce = MakeNonce();
        }

        /// <summary>After a wake, in the boot that deep sleep has interrupted.</summary>
        public NodeIdentity(NodeConfiguration configuration, BootRecord boot, long bootNonce, int wakes)
        {
            Wakes = wakes;
            Configuration = configuration;
            Boot = boot;
            Ring = new KeyRing(configuration);
            BootNonce = bootNonce;
        }

        public NodeConfiguration Configuration { get; }

        public BootRecord Boot { get; }

        public KeyRing Ring { get; }

        /// <summary>Those in use.</summary>
        public NodeKeys Keys
        {
            get { return Ring.Current; }
        }

        /// <summary>That of the key it was provisioned with (<see cref="NodeKeys.Storage"/>).</summary>
        public byte[] StorageKey
        {
            get { return Ring.StorageKey; }
        }

        /// <summary>Different in every boot, not 0, and not to be guessed without the key.</summary>
        public long BootNonce { get; }

        /// <summary>Wakes from deep sleep since boot.</summary>
        public int Wakes { get; }

        public string Site
        {
            get { return Configuration.Site; }
        }

        public string Node
        {
            get { return Configuration.Node; }
        }

        private long MakeNonce()
        {
            PayloadWriter input = new PayloadWriter(NonceLabel.Length + 8);
            input.Raw(Bytes.FromAscii(NonceLabel));
            input.Int32(Boot.BootId);
            input.Int32(new Random().Next());
            long nonce = Bytes.ReadInt64(HMACSHA256.HashData(Keys.Up, input.ToArray()), 0);
            return nonce == 0 ? 1 : nonce;
        }
    }
}
