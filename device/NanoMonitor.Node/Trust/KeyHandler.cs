using System;
using System.IO;
using System.Security.Cryptography;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Node.Trust
{
    /// <summary>Takes keys that come over the air.</summary>
    public sealed class KeyHandler
    {
        private readonly NodeIdentity _identity;

        public KeyHandler(NodeIdentity identity)
        {
            _identity = identity;
        }

        /// <summary>Takes the payload of <c>key/desired</c>; a good one leaves <see cref="KeyRing.Pending"/>.</summary>
        /// <returns>The answer, or null to what does not come from a holder of the key in use.</returns>
        public Ack Handle(byte[] payload)
        {
            // Encrypt, then MAC: nothing that a stranger made is decrypted, or even looked at.
            if (!KeyTransfer.IsAuthentic(_identity.Keys.Down, _identity.Site, _identity.Node, payload))
            {
                return null;
            }

            KeyTransfer transfer;
            try
            {
                transfer = KeyTransfer.Decode(payload);
            }
            catch (FormatException)
            {
                return null;
            }

            Ack ack = new Ack();
            ack.Counter = transfer.Counter;
            ack.Verb = KeyTransfer.AckVerb;
            ack.Result = Ack.Done;
            if (_identity.Ring.IsNewest(payload, transfer.Counter))
            {
                return ack;
            }

            string objection = ObjectionTo(transfer);
            if (objection == null)
            {
                objection = Take(payload, transfer);
            }

            if (objection != null)
            {
                ack.Result = Ack.Refused;
                ack.Reason = objection;
            }

            return ack;
        }

        private string ObjectionTo(KeyTransfer transfer)
        {
            KeyRing ring = _identity.Ring;
            if (transfer.Counter <= ring.Counter)
            {
                return "counter " + transfer.Counter.ToString() + " is not above " + ring.Counter.ToString() + ", which was seen before";
            }

            if (transfer.Epoch <= ring.Epoch)
            {
                return "key epoch " + transfer.Epoch.ToString() + " is not above " + ring.Epoch.ToString() + ", which is in use";
            }

            return null;
        }

        private string Take(byte[] payload, KeyTransfer transfer)
        {
            Aes aes = new Aes(CipherMode.CBC);
            aes.Key = Bytes.Slice(_identity.Keys.Wrap, 0, KeyTransfer.CipherKeyLength);
            aes.IV = transfer.Vector;
            byte[] plain = aes.Decrypt(transfer.Ciphertext);
            string password = Hex.Of(Bytes.Slice(plain, NodeKeys.KeyLength, plain.Length - NodeKeys.KeyLength));
            try
            {
                _identity.Ring.Propose(payload, transfer.Counter, transfer.Epoch, Bytes.Slice(plain, 0, NodeKeys.KeyLength), password);
                return null;
            }
            catch (IOException e)
            {
                return "storage: " + e.Message;
            }
        }
    }
}
