using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// A new key on its way to a node: the retained payload of <c>key/desired</c>, encrypted under K_wrap and then
    /// authenticated under K_down of the key it follows (<see cref="Envelope"/>, type <c>key</c>). The node answers with an
    /// <see cref="Ack"/> whose verb is <see cref="AckVerb"/>, then with a <see cref="Birth"/> under the new key.
    /// <code>
    /// offset  bytes  field
    ///      0      1  tag 'K'
    ///      1      1  version 1
    ///      2      8  counter, &gt; 0, grows with every transfer to this node
    ///     10      4  key epoch, &gt; 0, grows with every key of this node
    ///     14     16  initialisation vector
    ///     30      1  c, length of the ciphertext: 32, or 48 where the broker's password changes, too
    ///     31      c  AES-128 in CBC mode without padding (NIST SP 800-38A), under the first 16 bytes of K_wrap: the node key (32),
    ///                then the 16 bytes whose hexadecimal digits are the password
    ///      …     32  MAC
    /// </code>
    /// </summary>
    /// <remarks>nanoFramework's <c>Aes</c> takes keys of 128 bits only.</remarks>
    public sealed class KeyTransfer
    {
        public const string EnvelopeType = "key";
        public const int Version = 1;

        /// <summary>The verb in the node's answer.</summary>
        public const string AckVerb = "key";

        /// <summary>Bytes of an AES key.</summary>
        public const int CipherKeyLength = 16;

        /// <summary>Bytes of an initialisation vector, and of a block.</summary>
        public const int BlockLength = 16;

        /// <summary>Bytes behind the broker's password.</summary>
        public const int PasswordLength = 16;

        private const char Tag = 'K';
        private const int MaximumLength = 31 + NodeKeys.KeyLength + PasswordLength;

        public long Counter { get; set; }

        public int Epoch { get; set; }

        /// <summary>16 bytes.</summary>
        public byte[] Vector { get; set; }

        /// <summary>32 or 48 bytes.</summary>
        public byte[] Ciphertext { get; set; }

        /// <summary>The payload with its MAC under K_down of the node.</summary>
        public byte[] Encode(byte[] downKey, string site, string node)
        {
            PayloadWriter writer = new PayloadWriter(MaximumLength);
            writer.Header(Tag, Version);
            writer.Int64(Counter);
            writer.Int32(Epoch);
            writer.Raw(Vector);
            writer.Byte(Ciphertext.Length);
            writer.Raw(Ciphertext);
            return Envelope.Seal(downKey, EnvelopeType, Version, site, node, writer.ToArray());
        }

        /// <summary>Whether the payload was made for this node by a holder of its key.</summary>
        public static bool IsAuthentic(byte[] downKey, string site, string node, byte[] payload)
        {
            return Envelope.IsAuthentic(downKey, EnvelopeType, Version, site, node, payload);
        }

        /// <summary>Reads the fields; the MAC is judged by <see cref="IsAuthentic"/>.</summary>
        /// <exception cref="FormatException">Wrong tag, version, length or value.</exception>
        public static KeyTransfer Decode(byte[] payload)
        {
            PayloadReader reader = new PayloadReader("key transfer", payload, Envelope.MacLength);
            reader.Header(Tag, Version);
            KeyTransfer transfer = new KeyTransfer();
            transfer.Counter = reader.LongCount("counter");
            transfer.Epoch = reader.Count("key epoch");
            if (transfer.Counter == 0 || transfer.Epoch == 0)
            {
                throw reader.Refuse("counter or key epoch", "is 0");
            }

            transfer.Vector = reader.Raw("initialisation vector", BlockLength);
            int length = reader.Byte("length of the ciphertext");
            if (length != NodeKeys.KeyLength && length != NodeKeys.KeyLength + PasswordLength)
            {
                throw reader.Refuse("length of the ciphertext", "is " + length.ToString() + ", 32 or 48 expected");
            }

            transfer.Ciphertext = reader.Raw("ciphertext", length);
            reader.End();
            return transfer;
        }
    }
}
