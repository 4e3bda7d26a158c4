using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// How a node introduces itself at every connection: the retained payload of <c>birth</c>, JSON under K_up
    /// (<see cref="Envelope"/>, type <c>birth</c>).
    /// Members: <c>version</c> 2, <c>firmware</c>, <c>machineClass</c>, <c>sensor</c>, <c>sensorStatus</c>,
    /// <c>sampleRateMilliHz</c>, <c>windowLength</c>, <c>hop</c>, <c>featureSpec</c> (hexadecimal
    /// <see cref="FeatureSpec.Encode"/>), <c>featureSpecHash</c> (16 hexadecimal digits), <c>modelId</c> ("" = none),
    /// <c>generation</c>, <c>modelCrc</c> (8 hexadecimal digits), <c>capabilities</c> (names separated by spaces),
    /// <c>bootId</c>, <c>bootReason</c>, <c>bootNonce</c> (16 hexadecimal digits), <c>keyEpoch</c>, <c>uptimeMs</c>, <c>mode</c>,
    /// <c>sleepSeconds</c>, <c>wakes</c>, <c>powerOns</c>, <c>faults</c>, <c>watchdogRestarts</c>, <c>plannedRestarts</c>,
    /// <c>storageStatus</c>.
    /// </summary>
    public sealed class Birth
    {
        public const string EnvelopeType = "birth";
        public const int Version = 2;

        public string Firmware { get; set; }

        public string MachineClass { get; set; }

        /// <summary>The accelerometer in use.</summary>
        public string Sensor { get; set; }

        /// <summary>"ok", or what is wrong with it.</summary>
        public string SensorStatus { get; set; }

        /// <summary>Also states the nominal rate, window length and hop.</summary>
        public FeatureSpec Spec { get; set; }

        /// <summary>Empty = no model.</summary>
        public string ModelId { get; set; } = "";

        public int Generation { get; set; }

        public int ModelCrc { get; set; }

        /// <summary>Names separated by spaces.</summary>
        public string Capabilities { get; set; } = "";

        public int BootId { get; set; }

        /// <summary>Why the node booted, as far as it knows.</summary>
        public string BootReason { get; set; }

        /// <summary>Not 0; commands to a node without a clock repeat it.</summary>
        public long BootNonce { get; set; }

        /// <summary>Epoch of the key this is signed with.</summary>
        public int KeyEpoch { get; set; }

        public long UptimeMs { get; set; }

        /// <summary>"continuous" or "duty-cycled".</summary>
        public string Mode { get; set; } = "continuous";

        /// <summary>Deep sleep between two wakes; 0 = none.</summary>
        public int SleepSeconds { get; set; }

        /// <summary>Wakes from deep sleep since boot.</summary>
        public int Wakes { get; set; }

        /// <summary>Boots after power came on, and after any reset the firmware did not plan, since the drive was erased.</summary>
        public int PowerOns { get; set; }

        /// <summary>Boots after an exception.</summary>
        public int Faults { get; set; }

        /// <summary>Boots after a loop was stuck.</summary>
        public int WatchdogRestarts { get; set; }

        /// <summary>Boots by command and the like.</summary>
        public int PlannedRestarts { get; set; }

        /// <summary>"ok", or why the drive could not even keep the boot's number.</summary>
        public string StorageStatus { get; set; } = "ok";

        /// <summary>The payload with its MAC under K_up of the node.</summary>
        public byte[] Encode(byte[] upKey, string site, string node)
        {
            FlatJson json = new FlatJson("birth");
            json.Add("version", Version);
            json.Add("firmware", Firmware);
            json.Add("machineClass", MachineClass);
            json.Add("sensor", Sensor);
            json.Add("sensorStatus", SensorStatus);
            json.Add("sampleRateMilliHz", Spec.SampleRateMilliHz);
            json.Add("windowLength", Spec.WindowLength);
            json.Add("hop", Spec.Hop);
            json.Add("featureSpec", Hex.Of(Spec.Encode()));
            json.Add("featureSpecHash", Hex.Of(Spec.Hash));
            json.Add("modelId", ModelId);
            json.Add("generation", Generation);
            json.Add("modelCrc", Hex.Of(ModelCrc));
            json.Add("capabilities", Capabilities);
            json.Add("bootId", BootId);
            json.Add("bootReason", BootReason);
            json.Add("bootNonce", Hex.Of(BootNonce));
            json.Add("keyEpoch", KeyEpoch);
            json.Add("uptimeMs", UptimeMs);
            json.Add("mode", Mode);
            json.Add("sleepSeconds", SleepSeconds);
            json.Add("wakes", Wakes);
            json.Add("powerOns", PowerOns);
            json.Add("faults", Faults);
            json.Add("watchdogRestarts", WatchdogRestarts);
            json.Add("plannedRestarts", PlannedRestarts);
            json.Add("storageStatus", StorageStatus);
            return Envelope.SealText(upKey, EnvelopeType, Version, site, node, json.ToString());
        }

        /// <summary>Whether a holder of this node's key made the payload.</summary>
        public static bool IsAuthentic(byte[] upKey, string site, string node, byte[] payload)
        {
            return Envelope.IsAuthenticText(upKey, EnvelopeType, Version, site, node, payload);
        }

        /// <summary>Reads the members; the MAC is judged by <see cref="IsAuthentic"/>.</summary>
        /// <exception cref="FormatException">Not such an object, another version, or a wrong value.</exception>
        public static Birth Decode(byte[] payload)
        {
            FlatJson json = FlatJson.Parse("birth", Envelope.TextOf("birth", payload));
            json.Integer("version", Version, Version);
            Birth birth = new Birth();
            birth.Firmware = json.Text("firmware");
            birth.MachineClass = json.NameText("machineClass");
            birth.Sensor = json.NameText("sensor");
            birth.SensorStatus = json.Text("sensorStatus");
            birth.Spec = FeatureSpec.Decode(Hex.Parse("birth: featureSpec", json.Text("featureSpec"), FeatureSpec.EncodedLength), 0);
            if (Hex.ParseInt64("birth: featureSpecHash", json.Text("featureSpecHash")) != birth.Spec.Hash)
            {
                throw new FormatException("birth: featureSpecHash is not that of featureSpec");
            }

            birth.ModelId = json.Text("modelId");
            if (birth.ModelId.Length > 0)
            {
                Names.Check("birth: modelId", birth.ModelId);
            }

            birth.Generation = (int)json.Integer("generation", 0, int.MaxValue);
            birth.ModelCrc = Hex.ParseInt32("birth: modelCrc", json.Text("modelCrc"));
            birth.Capabilities = json.Text("capabilities");
            birth.BootId = (int)json.Integer("bootId", 0, int.MaxValue);
            birth.BootReason = json.Text("bootReason");
            birth.BootNonce = Hex.ParseInt64("birth: bootNonce", json.Text("bootNonce"));
            birth.KeyEpoch = (int)json.Integer("keyEpoch", 0, int.MaxValue);
            birth.UptimeMs = json.Integer("uptimeMs", 0, long.MaxValue);
            birth.Mode = json.Text("mode");
            birth.SleepSeconds = (int)json.Integer("sleepSeconds", 0, int.MaxValue);
            birth.Wakes = (int)json.Integer("wakes", 0, int.MaxValue);
            birth.PowerOns = (int)json.Integer("powerOns", 0, int.MaxValue);
            birth.Faults = (int)json.Integer("faults", 0, int.MaxValue);
            birth.WatchdogRestarts = (int)json.Integer("watchdogRestarts", 0, int.MaxValue);
            birth.PlannedRestarts = (int)json.Integer("plannedRestarts", 0, int.MaxValue);
            birth.StorageStatus = json.Text("storageStatus");
            return birth;
        }
    }
}
