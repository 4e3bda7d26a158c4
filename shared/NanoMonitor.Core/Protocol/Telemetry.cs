using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// The periodic summary of a node: the payload of <c>telemetry</c>, not retained, without a MAC. Counters count since
    /// boot.
    /// <code>
    /// offset  bytes  field
    ///      0      1  tag 'T'
    ///      1      1  version 3
    ///      2      4  boot id
    ///      6      4  sequence: 1, 2, 3 … since boot; a missing number is a message the node dropped
    ///     10      8  uptime, ms
    ///     18      8  Unix time, s; 0 = clock unknown
    ///     26      8  feature-spec hash
    ///     34      4  CRC32 of the running weight table; 0 = no model
    ///     38      4  its generation; 0 = no model
    ///     42      1  state (HealthState)
    ///     43      4  trailing mean score, Q12 bits per feature; −2147483648 = none
    ///     47      4  last window's score, likewise
    ///     51      2  temperature, 0.01 °C, signed; −32768 = none
    ///     53      6  RMS x, y, z, 0.001 g, 0 … 65535: root of the mean square over the period; 0 for an absent axis
    ///     59      4  measured sample rate, mHz; 0 = not yet known
    ///     63      4  windows judged
    ///     67      4  windows voided by gaps and overruns
    ///     71      4  FIFO overruns
    ///     75      4  bus errors
    ///     79      4  connections made to the broker
    ///     83      4  telemetry and feature messages dropped, offline or for lack of room
    ///     87      4  events dropped for lack of room
    ///     91      2  events waiting to be sent
    ///     93     10  cause of the state (StateCause): kind (1), axis 0 … 2 or 255 (1), value (4, signed), limit (4, signed)
    ///    103      1  state of the model's judgement alone (HealthState)
    ///    104      1  state of the threshold judgement alone: healthy, warning, alarm
    ///    105      6  RMS velocity x, y, z, 0.01 mm/s, 0 … 65534, of at least the last second; 65535 = not measured
    ///    111      1  its zone of ISO 20816-3 (VibrationZone); 0 = not rated
    ///    112      1  findings (NodeFinding)
    ///    113     14  what the node has learned of its installation (InstallationReport)
    ///    127         end
    /// </code>
    /// </summary>
    public sealed class Telemetry
    {
        public const int Version = 3;
        public const int EncodedLength = 113 + InstallationReport.EncodedLength;

        /// <summary>Stands where no temperature was measured.</summary>
        public const int NoTemperature = -32768;

        private const char Tag = 'T';

        public int BootId { get; set; }

        public int Sequence { get; set; }

        public long UptimeMs { get; set; }

        /// <summary>0 while the clock is unknown.</summary>
        public long UnixSeconds { get; set; }

        public long FeatureSpecHash { get; set; }

        /// <summary>CRC32 of the running weight table; 0 = no model.</summary>
        public int ModelCrc { get; set; }

        /// <summary>0 = no model.</summary>
        public int Generation { get; set; }

        /// <summary>A <see cref="HealthState"/>.</summary>
        public int State { get; set; }

        /// <summary>Q12 bits per feature, or <see cref="Score.None"/>.</summary>
        public int MeanScore { get; set; } = Score.None;

        /// <summary>Q12 bits per feature, or <see cref="Score.None"/>.</summary>
        public int LastScore { get; set; } = Score.None;

        /// <summary>0.01 °C, or <see cref="NoTemperature"/>.</summary>
        public int TemperatureCentiC { get; set; } = NoTemperature;

        /// <summary>x, y, z in 0.001 g, 0 … 65,535 each.</summary>
        public int[] RmsMilliG { get; set; } = new int[3];

        public int MeasuredRateMilliHz { get; set; }

        public int WindowsJudged { get; set; }

        public int WindowsVoided { get; set; }

        public int Overruns { get; set; }

        public int BusErrors { get; set; }

        public int Connections { get; set; }

        public int MessagesDropped { get; set; }

        public int EventsDropped { get; set; }

        public int EventsPending { get; set; }

        /// <summary>What <see cref="State"/> stands on.</summary>
        public StateCause Cause { get; } = new StateCause();

        /// <summary>A <see cref="HealthState"/>: the model's judgement alone.</summary>
        public int ModelState { get; set; }

        /// <summary>Healthy, Warning or Alarm of <see cref="HealthState"/>: the threshold judgement alone.</summary>
        public int MagnitudeState { get; set; } = HealthState.Healthy;

        /// <summary>x, y, z in 0.01 mm/s, or <see cref="VelocityMeter.None"/>.</summary>
        public int[] VelocityCentiMmS { get; set; } = new int[] { VelocityMeter.None, VelocityMeter.None, VelocityMeter.None };

        /// <summary>A <see cref="VibrationZone"/>.</summary>
        public int Zone { get; set; }

        /// <summary>Flags of <see cref="NodeFinding"/>.</summary>
        public int Findings { get; set; }

        /// <summary>What the node has learned of its installation, and how the machine has changed since.</summary>
        public InstallationReport Installation { get; } = new InstallationReport();

        public byte[] Encode()
        {
            PayloadWriter writer = new PayloadWriter(EncodedLength);
            writer.Header(Tag, Version);
            writer.Int32(BootId);
            writer.Int32(Sequence);
            writer.Int64(UptimeMs);
            writer.Int64(UnixSeconds);
            writer.Int64(FeatureSpecHash);
            writer.Int32(ModelCrc);
            writer.Int32(Generation);
            writer.Byte(State);
            writer.Int32(MeanScore);
            writer.Int32(LastScore);
            writer.Int16(TemperatureCentiC);
            writer.Int16(RmsMilliG[0]);
            writer.Int16(RmsMilliG[1]);
            writer.Int16(RmsMilliG[2]);
            writer.Int32(MeasuredRateMilliHz);
            writer.Int32(WindowsJudged);
            writer.Int32(WindowsVoided);
            writer.Int32(Overruns);
            writer.Int32(BusErrors);
            writer.Int32(Connections);
            writer.Int32(MessagesDropped);
            writer.Int32(EventsDropped);
            writer.Int16(EventsPending);
            Cause.Write(writer);
            writer.Byte(ModelState);
            writer.Byte(MagnitudeState);
            writer.Int16(VelocityCentiMmS[0]);
            writer.Int16(VelocityCentiMmS[1]);
            writer.Int16(VelocityCentiMmS[2]);
            writer.Byte(Zone);
            writer.Byte(Findings);
            Installation.Write(writer);
            return writer.ToArray();
        }

        /// <exception cref="FormatException">Wrong tag, version, length or value.</exception>
        public static Telemetry Decode(byte[] payload)
        {
            PayloadReader reader = new PayloadReader("telemetry", payload, 0);
            reader.Header(Tag, Version);
            Telemetry telemetry = new Telemetry();
            telemetry.BootId = reader.Count("boot id");
            telemetry.Sequence = reader.Count("sequence");
            telemetry.UptimeMs = reader.LongCount("uptime");
            telemetry.UnixSeconds = reader.LongCount("Unix time");
            telemetry.FeatureSpecHash = reader.Int64("feature-spec hash");
            telemetry.ModelCrc = reader.Int32("model CRC");
            telemetry.Generation = reader.Count("generation");
            telemetry.State = reader.Byte("state", 0, HealthState.Count - 1);
            telemetry.MeanScore = reader.Int32("mean score");
            telemetry.LastScore = reader.Int32("last score");
            telemetry.TemperatureCentiC = reader.Int16("temperature");
            telemetry.RmsMilliG[0] = reader.UInt16("RMS x");
            telemetry.RmsMilliG[1] = reader.UInt16("RMS y");
            telemetry.RmsMilliG[2] = reader.UInt16("RMS z");
            telemetry.MeasuredRateMilliHz = reader.Count("measured rate");
            telemetry.WindowsJudged = reader.Count("windows judged");
            telemetry.WindowsVoided = reader.Count("windows voided");
            telemetry.Overruns = reader.Count("overruns");
            telemetry.BusErrors = reader.Count("bus errors");
            telemetry.Connections = reader.Count("connections");
            telemetry.MessagesDropped = reader.Count("messages dropped");
            telemetry.EventsDropped = reader.Count("events dropped");
            telemetry.EventsPending = reader.UInt16("events pending");
            telemetry.Cause.Read(reader);
            telemetry.ModelState = reader.Byte("state of the model's judgement", 0, HealthState.Count - 1);
            telemetry.MagnitudeState = reader.Byte("state of the threshold judgement", HealthState.Healthy, HealthState.Alarm);
            telemetry.VelocityCentiMmS[0] = reader.UInt16("velocity x");
            telemetry.VelocityCentiMmS[1] = reader.UInt16("velocity y");
            telemetry.VelocityCentiMmS[2] = reader.UInt16("velocity z");
            telemetry.Zone = reader.Byte("zone", VibrationZone.None, VibrationZone.D);
            telemetry.Findings = reader.Byte("findings", 0, NodeFinding.All);
            telemetry.Installation.Read(reader);
            reader.End();
            return telemetry;
        }
    }
}
