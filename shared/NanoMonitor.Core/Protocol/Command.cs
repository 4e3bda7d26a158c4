using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// An order to a node: the payload of <c>cmd/{verb}</c>, not retained, under K_down (<see cref="Envelope"/>, type
    /// <c>command</c>). The node answers with an <see cref="Ack"/>.
    /// <code>
    /// offset  bytes  field
    ///      0      1  tag 'C'
    ///      1      1  version 1
    ///      2      8  counter, &gt; 0, grows with every command for this node
    ///     10      8  expiry, Unix seconds; 0 = never
    ///     18      8  boot nonce of the node's birth; 0 = absent
    ///     26      1  length of the verb, 1 … 32
    ///     27      …  verb, as in the topic
    ///      …      1  length of the arguments, 0 … 200
    ///      …      …  arguments: ASCII <c>name=value</c>, separated by single spaces
    ///      …     32  MAC
    /// </code>
    /// </summary>
    public sealed class Command
    {
        public const string EnvelopeType = "command";
        public const int Version = 1;
        public const int MaximumArgumentLength = 200;

        /// <summary>Sends the features of every window for <see cref="MinutesArgument"/> minutes; 0 stops.</summary>
        public const string FeaturesVerb = "features";

        /// <summary>Makes the node show itself and publish its birth again.</summary>
        public const string IdentifyVerb = "identify";

        public const string RebootVerb = "reboot";

        /// <summary>Keeps the values its arguments give to fields of the configuration (<see cref="ConfigurationFields.Remote"/>), and restarts.</summary>
        public const string ConfigureVerb = "configure";

        /// <summary>Erases what the node is for; <see cref="NodeArgument"/> must name the node.</summary>
        public const string FactoryResetVerb = "factory-reset";

        /// <summary>
        /// Records <see cref="WindowsArgument"/> windows without a gap and sends their counts (<see cref="CaptureChunk"/>) under the
        /// id <see cref="IdArgument"/>; 0 windows end the capture of that id.
        /// </summary>
        public const string CaptureVerb = "capture";

        /// <summary>Forgets what the node has learned of its installation, and commissions anew with the same table.</summary>
        public const string RecalibrateVerb = "recalibrate";

        /// <summary>Argument of <see cref="CaptureVerb"/>: 1 … 2147483647.</summary>
        public const string IdArgument = "id";

        /// <summary>Argument of <see cref="CaptureVerb"/>: 0 … <see cref="CaptureChunk.MaximumWindows"/>.</summary>
        public const string WindowsArgument = "windows";

        /// <summary>Argument of <see cref="FactoryResetVerb"/>.</summary>
        public const string NodeArgument = "node";

        /// <summary>Argument of <see cref="FeaturesVerb"/>: 0 … <see cref="MaximumFeatureMinutes"/>.</summary>
        public const string MinutesArgument = "minutes";

        public const int MaximumFeatureMinutes = 10080;

        private const char Tag = 'C';
        private const int MaximumLength = 28 + Names.MaximumLength + MaximumArgumentLength;

        public long Counter { get; set; }

        /// <summary>Unix seconds after which a node with a known clock refuses it; 0 = never.</summary>
        public long ExpiresAtUnixSeconds { get; set; }

        /// <summary>0 = absent; else the node refuses it when it has booted since.</summary>
        public long BootNonce { get; set; }

        public string Verb { get; set; }

        /// <summary>Never null; empty where the verb takes none.</summary>
        public string Arguments { get; set; } = "";

        /// <summary>The payload with its MAC under K_down of the node.</summary>
        public byte[] Encode(byte[] downKey, string site, string node)
        {
            PayloadWriter writer = new PayloadWriter(MaximumLength);
            writer.Header(Tag, Version);
            writer.Int64(Counter);
            writer.Int64(ExpiresAtUnixSeconds);
            writer.Int64(BootNonce);
            writer.Text(Verb);
            writer.Text(Arguments);
            return Envelope.Seal(downKey, EnvelopeType, Version, site, node, writer.ToArray());
        }

        /// <summary>Whether the payload was made for this node by a holder of its key.</summary>
        public static bool IsAuthentic(byte[] downKey, string site, string node, byte[] payload)
        {
            return Envelope.IsAuthentic(downKey, EnvelopeType, Version, site, node, payload);
        }

        /// <summary>Reads the fields; the MAC is judged by <see cref="IsAuthentic"/>.</summary>
        /// <exception cref="FormatException">Wrong tag, version, length or value.</exception>
        public static Command Decode(byte[] payload)
        {
            PayloadReader reader = new PayloadReader("command", payload, Envelope.MacLength);
            reader.Header(Tag, Version);
            Command command = new Command();
            command.Counter = reader.LongCount("counter");
            if (command.Counter == 0)
            {
                throw reader.Refuse("counter", "is 0");
            }

            command.ExpiresAtUnixSeconds = reader.LongCount("expiry");
            command.BootNonce = reader.Int64("boot nonce");
            command.Verb = reader.Name("verb");
            command.Arguments = reader.Text("arguments", MaximumArgumentLength);
            reader.End();
            return command;
        }

        /// <summary>The value of one argument as a whole number.</summary>
        /// <exception cref="FormatException">Missing, no whole number, or outside the limits.</exception>
        public int IntegerArgument(string name, int minimum, int maximum)
        {
            return (int)Digits.Parse(name, TextArgument(name), minimum, maximum);
        }

        /// <summary>The value of one argument.</summary>
        /// <exception cref="FormatException">Missing.</exception>
        public string TextArgument(string name)
        {
            string[] arguments = Arguments.Split(' ');
            for (int i = 0; i < arguments.Length; i++)
            {
                if (arguments[i].StartsWith(name + "="))
                {
                    return arguments[i].Substring(name.Length + 1);
                }
            }

            throw new FormatException(Verb + ": argument " + name + " is missing");
        }
    }
}
