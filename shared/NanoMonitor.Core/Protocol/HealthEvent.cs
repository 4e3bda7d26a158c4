using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// A change of state: the payload of <c>event</c>, not retained, under K_up (<see cref="Envelope"/>, type
    /// <c>event</c>). Its id is boot id and sequence; a node sends it until the broker has acknowledged it, so it can come
    /// more than once and late.
    /// <code>
    /// offset  bytes  field
    ///      0      1  tag 'E'
    ///      1      1  version 2
    ///      2      4  boot id
    ///      6      4  sequence: 1, 2, 3 … since boot
    ///     10      8  uptime when it happened, ms
    ///     18      8  Unix time when it happened, s; 0 = clock unknown
    ///     26      1  state before (HealthState)
    ///     27      1  state now
    ///     28      4  window index since boot
    ///     32      4  trailing mean score, Q12 bits per feature; −2147483648 = none
    ///     36      4  CRC32 of the running weight table; 0 = no model
    ///     40      4  its generation; 0 = no model
    ///     44      2  temperature, 0.01 °C, signed; −32768 = none
    ///     46      6  RMS x, y, z of the window, 0.001 g, 0 … 65535; 0 where the sensor gave no window
    ///     52     10  cause of the state now (StateCause): kind (1), axis 0 … 2 or 255 (1), value (4, signed), limit (4, signed)
    ///     62      1  number of blamed features n, 0 … 3
    ///     63    6·n  each: feature index (2), excess in bits, Q8 (4), the largest first
    ///      …     32  MAC
    /// </code>
    /// The excess of a feature is its smoothed term ½·log2 e·((x − μ)/σ)², which is 0.72 bits on average while nothing is
    /// wrong.
    /// </summary>
    public sealed class HealthEvent
    {
        public const string EnvelopeType = "event";
        public const int Version = 2;
        public const int MaximumBlamed = 3;

        private const char Tag = 'E';
        private const int MaximumLength = 63 + 6 * MaximumBlamed;

        public int BootId { get; set; }

        public int Sequence { get; set; }

        public long UptimeMs { get; set; }

        /// <summary>0 while the clock is unknown.</summary>
        public long UnixSeconds { get; set; }

        /// <summary>The <see cref="HealthState"/> before.</summary>
        public int StateBefore { get; set; }

        /// <summary>The <see cref="HealthState"/> now.</summary>
        public int State { get; set; }

        /// <summary>Index since boot of the window that changed the state.</summary>
        public int Window { get; set; }

        /// <summary>Q12 bits per feature, or <see cref="Score.None"/>.</summary>
        public int MeanScore { get; set; } = Score.None;

        public int ModelCrc { get; set; }

        public int Generation { get; set; }

        /// <summary>0.01 °C, or <see cref="Telemetry.NoTemperature"/>.</summary>
        public int TemperatureCentiC { get; set; } = Telemetry.NoTemperature;

        /// <summary>x, y, z in 0.001 g, 0 … 65,535 each.</summary>
        public int[] RmsMilliG { get; set; } = new int[3];

        /// <summary>What <see cref="State"/> stands on.</summary>
        public StateCause Cause { get; } = new StateCause();

        /// <summary>Indices of at most three features, the most to blame first.</summary>
        public int[] BlamedFeatures { get; set; } = new int[0];

        /// <summary>Excess of each blamed feature, Q8 bits.</summary>
        public int[] BlamedExcess { get; set; } = new int[0];

        /// <summary>The payload with its MAC under K_up of the node.</summary>
        public byte[] Encode(byte[] upKey, string site, string node)
        {
            PayloadWriter writer = new PayloadWriter(MaximumLength);
            writer.Header(Tag, Version);
            writer.Int32(BootId);
            writer.Int32(Sequence);
            writer.Int64(UptimeMs);
            writer.Int64(UnixSeconds);
            writer.Byte(StateBefore);
            writer.Byte(State);
            writer.Int32(Window);
            writer.Int32(MeanScore);
            writer.Int32(ModelCrc);
            writer.Int32(Generation);
            writer.Int16(TemperatureCentiC);
            writer.Int16(RmsMilliG[0]);
            writer.Int16(RmsMilliG[1]);
            writer.Int16(RmsMilliG[2]);
            Cause.Write(writer);
            writer.Byte(BlamedFeatures.Length);
            for (int i = 0; i < BlamedFeatures.Length; i++)
            {
                writer.Int16(BlamedFeatures[i]);
                writer.Int32(BlamedExcess[i]);
            }

            return Envelope.Seal(upKey, EnvelopeType, Version, site, node, writer.ToArray());
        }

        /// <summary>Whether a holder of this node's key made the payload.</summary>
        public static bool IsAuthentic(byte[] upKey, string site, string node, byte[] payload)
        {
            return Envelope.IsAuthentic(upKey, EnvelopeType, Version, site, node, payload);
        }

        /// <summary>Reads the fields; the MAC is judged by <see cref="IsAuthentic"/>.</summary>
        /// <exception cref="FormatException">Wrong tag, version, length or value.</exception>
        public static HealthEvent Decode(byte[] payload)
        {
            PayloadReader reader = new PayloadReader("event", payload, Envelope.MacLength);
            reader.Header(Tag, Version);
            HealthEvent healthEvent = new HealthEvent();
            healthEvent.BootId = reader.Count("boot id");
            healthEvent.Sequence = reader.Count("sequence");
            healthEvent.UptimeMs = reader.LongCount("uptime");
            healthEvent.UnixSeconds = reader.LongCount("Unix time");
            healthEvent.StateBefore = reader.Byte("state before", 0, HealthState.Count - 1);
            healthEvent.State = reader.Byte("state", 0, HealthState.Count - 1);
            healthEvent.Window = reader.Count("window");
            healthEvent.MeanScore = reader.Int32("mean score");
            healthEvent.ModelCrc = reader.Int32("model CRC");
            healthEvent.Generation = reader.Count("generation");
            healthEvent.TemperatureCentiC = reader.Int16("temperature");
            healthEvent.RmsMilliG[0] = reader.UInt16("RMS x");
            healthEvent.RmsMilliG[1] = reader.UInt16("RMS y");
            healthEvent.RmsMilliG[2] = reader.UInt16("RMS z");
            healthEvent.Cause.Read(reader);
            int blamed = reader.Byte("number of blamed features", 0, MaximumBlamed);
            healthEvent.BlamedFeatures = new int[blamed];
            healthEvent.BlamedExcess = new int[blamed];
            for (int i = 0; i < blamed; i++)
            {
                healthEvent.BlamedFeatures[i] = reader.UInt16("blamed feature");
                healthEvent.BlamedExcess[i] = reader.Count("excess");
            }

            reader.End();
            return healthEvent;
        }
    }
}
