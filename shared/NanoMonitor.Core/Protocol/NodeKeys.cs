using System.Security.Cryptography;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// The keys derived from a node's 256-bit key: each is HMAC-SHA-256(node key, ASCII label), so that none tells
    /// anything about the others.
    /// </summary>
    public sealed class NodeKeys
    {
        public const int KeyLength = 32;

        private const string DownLabel = "nanomonitor/down/1";
        private const string UpLabel = "nanomonitor/up/1";
        private const string WrapLabel = "nanomonitor/wrap/1";
        private const string StorageLabel = "nanomonitor/storage/1";

        /// <param name="nodeKey">32 bytes, as written at provisioning.</param>
        public NodeKeys(byte[] nodeKey)
        {
            Down = HMACSHA256.HashData(nodeKey, Bytes.FromAscii(DownLabel));
            Up = HMACSHA256.HashData(nodeKey, Bytes.FromAscii(UpLabel));
            Wrap = HMACSHA256.HashData(nodeKey, Bytes.FromAscii(WrapLabel));
            Storage = HMACSHA256.HashData(nodeKey, Bytes.FromAscii(StorageLabel));
        }

        /// <summary>Authenticates what is sent to the node: manifests and commands.</summary>
        public byte[] Down { get; }

        /// <summary>Authenticates what the node sends: birth, events, model reports and acknowledgements.</summary>
        public byte[] Up { get; }

        /// <summary>Encrypts a new node key on its way to the node.</summary>
        public byte[] Wrap { get; }

        /// <summary>Vouches for what the node keeps for itself. That of the key it was provisioned with stays while other keys come and go.</summary>
        public byte[] Storage { get; }
    }
}
