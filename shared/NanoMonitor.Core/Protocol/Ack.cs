using System;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// A node's answer to a <see cref="Command"/>: the payload of <c>ack</c>, not retained, JSON under K_up
    /// (<see cref="Envelope"/>, type <c>ack</c>). Members: <c>version</c> 1, <c>counter</c> and <c>verb</c> of the command,
    /// <c>result</c>, <c>reason</c>.
    /// </summary>
    public sealed class Ack
    {
        public const string EnvelopeType = "ack";
        public const int Version = 1;

        /// <summary>Carried out, or, for what takes time, begun. A repeated command is answered so again.</summary>
        public const string Done = "done";

        /// <summary>Not carried out; the reason says why.</summary>
        public const string Refused = "refused";

        public long Counter { get; set; }

        public string Verb { get; set; }

        /// <summary><see cref="Done"/> or <see cref="Refused"/>.</summary>
        public string Result { get; set; }

        /// <summary>Why it was refused; else empty.</summary>
        public string Reason { get; set; } = "";

        /// <summary>The payload with its MAC under K_up of the node.</summary>
        public byte[] Encode(byte[] upKey, string site, string node)
        {
            FlatJson json = new FlatJson("ack");
            json.Add("version", Version);
            json.Add("counter", Counter);
            json.Add("verb", Verb);
            json.Add("result", Result);
            json.Add("reason", Reason);
            return Envelope.SealText(upKey, EnvelopeType, Version, site, node, json.ToString());
        }

        /// <summary>Whether a holder of this node's key made the payload.</summary>
        public static bool IsAuthentic(byte[] upKey, string site, string node, byte[] payload)
        {
            return Envelope.IsAuthenticText(upKey, EnvelopeType, Version, site, node, payload);
        }

        /// <summary>Reads the members; the MAC is judged by <see cref="IsAuthentic"/>.</summary>
        /// <exception cref="FormatException">Not such an object, another version, or a wrong value.</exception>
        public static Ack Decode(byte[] payload)
        {
            FlatJson json = FlatJson.Parse("ack", Envelope.TextOf("ack", payload));
            json.Integer("version", Version, Version);
            Ack ack = new Ack();
            ack.Counter = json.Integer("counter", 1, long.MaxValue);
            ack.Verb = json.NameText("verb");
            ack.Result = json.Text("result");
            if (ack.Result != Done && ack.Result != Refused)
            {
                throw new FormatException("ack: result '" + ack.Result + "' is neither " + Done + " nor " + Refused);
            }

            ack.Reason = json.Text("reason");
            return ack;
        }
    }
}
