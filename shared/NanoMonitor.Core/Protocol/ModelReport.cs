using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// What became of the last desired model: the retained payload of <c>model/reported</c>, JSON under K_up
    /// (<see cref="Envelope"/>, type <c>report</c>).
    /// Members: <c>version</c> 1, <c>status</c>, <c>reason</c>, of the manifest <c>counter</c>, <c>modelId</c>,
    /// <c>generation</c>, <c>digest</c>, then <c>chunk</c> and <c>chunks</c> (received, of), <c>slot</c> ("a", "b" or ""),
    /// <c>runningGeneration</c> and <c>runningCrc</c> of the table in use (0 and "00000000" = none), <c>bootId</c>,
    /// <c>uptimeMs</c>.
    /// </summary>
    public sealed class ModelReport
    {
        public const string EnvelopeType = "report";
        public const int Version = 1;

        /// <summary>Chunks are being fetched.</summary>
        public const string Receiving = "receiving";

        /// <summary>The package is whole and on the node; its golden vector is to be checked.</summary>
        public const string Staged = "staged";

        /// <summary>The table judges live windows; their mean score decides.</summary>
        public const string Testing = "testing";

        /// <summary>The table is in use.</summary>
        public const string Confirmed = "confirmed";

        /// <summary>Not taken; the table before stays in use.</summary>
        public const string Refused = "refused";

        /// <summary>Tested and given up; the table before is in use again.</summary>
        public const string Reverted = "reverted";

        private static readonly string[] Statuses = { Receiving, Staged, Testing, Confirmed, Refused, Reverted };

        /// <summary>One of the constants of this class.</summary>
        public string Status { get; set; }

        /// <summary>Why, for <see cref="Refused"/> and <see cref="Reverted"/>; else empty.</summary>
        public string Reason { get; set; } = "";

        /// <summary>Counter of the manifest; 0 where none could be read.</summary>
        public long Counter { get; set; }

        /// <summary>Empty where no manifest could be read.</summary>
        public string ModelId { get; set; } = "";

        public int Generation { get; set; }

        /// <summary>32 bytes; empty where no manifest could be read.</summary>
        public byte[] Digest { get; set; } = new byte[0];

        /// <summary>Chunks received.</summary>
        public int Chunk { get; set; }

        /// <summary>Chunks of the package.</summary>
        public int Chunks { get; set; }

        /// <summary>"a", "b", or empty where the package has no slot.</summary>
        public string Slot { get; set; } = "";

        /// <summary>Generation of the table in use; 0 = none.</summary>
        public int RunningGeneration { get; set; }

        /// <summary>CRC32 of the table in use; 0 = none.</summary>
        public int RunningCrc { get; set; }

        public int BootId { get; set; }

        public long UptimeMs { get; set; }

        /// <summary>The payload with its MAC under K_up of the node.</summary>
        public byte[] Encode(byte[] upKey, string site, string node)
        {
            FlatJson json = new FlatJson("model report");
            json.Add("version", Version);
            json.Add("status", Status);
            json.Add("reason", Reason);
            json.Add("counter", Counter);
            json.Add("modelId", ModelId);
            json.Add("generation", Generation);
            json.Add("digest", Hex.Of(Digest));
            json.Add("chunk", Chunk);
            json.Add("chunks", Chunks);
            json.Add("slot", Slot);
            json.Add("runningGeneration", RunningGeneration);
            json.Add("runningCrc", Hex.Of(RunningCrc));
            json.Add("bootId", BootId);
            json.Add("uptimeMs", UptimeMs);
            return Envelope.SealText(upKey, EnvelopeType, Version, site, node, json.ToString());
        }

        /// <summary>Whether a holder of this node's key made the payload.</summary>
        public static bool IsAuthentic(byte[] upKey, string site, string node, byte[] payload)
        {
            return Envelope.IsAuthenticText(upKey, EnvelopeType, Version, site, node, payload);
        }

        /// <summary>Reads the members; the MAC is judged by <see cref="IsAuthentic"/>.</summary>
        /// <exception cref="FormatException">Not such an object, another version, or a wrong value.</exception>
        public static ModelReport Decode(byte[] payload)
        {
            FlatJson json = FlatJson.Parse("model report", Envelope.TextOf("model report", payload));
            json.Integer("version", Version, Version);
            ModelReport report = new ModelReport();
            report.Status = json.Text("status");
            if (Array.IndexOf(Statuses, report.Status) < 0)
            {
                throw new FormatException("model report: status '" + report.Status + "' is not known");
            }

            report.Reason = json.Text("reason");
            report.Counter = json.Integer("counter", 0, long.MaxValue);
            report.ModelId = json.Text("modelId");
            if (report.ModelId.Length > 0)
            {
                Names.Check("model report: modelId", report.ModelId);
            }

            report.Generation = (int)json.Integer("generation", 0, int.MaxValue);
            string digest = json.Text("digest");
            report.Digest = Hex.Parse("model report: digest", digest, digest.Length == 0 ? 0 : PackageDigest.Length);
            report.Chunk = (int)json.Integer("chunk", 0, PackageDigest.MaximumChunks);
            report.Chunks = (int)json.Integer("chunks", 0, PackageDigest.MaximumChunks);
            report.Slot = json.Text("slot");
            if (report.Slot != "" && report.Slot != "a" && report.Slot != "b")
            {
                throw new FormatException("model report: slot '" + report.Slot + "' is neither a nor b");
            }

            report.RunningGeneration = (int)json.Integer("runningGeneration", 0, int.MaxValue);
            report.RunningCrc = Hex.ParseInt32("model report: runningCrc", json.Text("runningCrc"));
            report.BootId = (int)json.Integer("bootId", 0, int.MaxValue);
            report.UptimeMs = json.Integer("uptimeMs", 0, long.MaxValue);
            return report;
        }
    }
}
