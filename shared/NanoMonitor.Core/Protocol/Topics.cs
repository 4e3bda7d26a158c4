using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// MQTT topics. A node's own are <c>nanomonitor/1/{site}/{node}/{leaf}</c>; packages, which many nodes may share, are
    /// <c>nanomonitor/1/$packages/{digest}/{n}</c>.
    /// </summary>
    public static class Topics
    {
        public const string Root = "nanomonitor/1/";
        public const string Packages = "$packages";

        public const string State = "state";
        public const string Birth = "birth";
        public const string Telemetry = "telemetry";
        public const string Event = "event";
        public const string Features = "features";
        public const string Ack = "ack";
        public const string ModelDesired = "model/desired";
        public const string ModelReported = "model/reported";
        public const string KeyDesired = "key/desired";

        /// <summary>Leaf of a command, before its verb.</summary>
        public const string CommandPrefix = "cmd/";

        /// <summary>Leaf of a capture's chunk, before the capture's id and the chunk's number.</summary>
        public const string CapturePrefix = "capture/";

        /// <summary>A topic of one node.</summary>
        /// <exception cref="FormatException">Site or node is not a name.</exception>
        public static string Of(string site, string node, string leaf)
        {
            return Root + Names.Check("site", site) + "/" + Names.Check("node", node) + "/" + leaf;
        }

        /// <summary>A subscription to one leaf of many nodes; null stands for every site or node.</summary>
        /// <exception cref="FormatException">Site or node is given and not a name.</exception>
        public static string Filter(string site, string node, string leaf)
        {
            return Root
                + (site == null ? "+" : Names.Check("site", site)) + "/"
                + (node == null ? "+" : Names.Check("node", node)) + "/" + leaf;
        }

        /// <exception cref="FormatException">Site, node or verb is not a name.</exception>
        public static string OfCommand(string site, string node, string verb)
        {
            return Of(site, node, CommandPrefix + Names.Check("verb", verb));
        }

        /// <summary>The subscription of a node to all its commands.</summary>
        /// <exception cref="FormatException">Site or node is not a name.</exception>
        public static string CommandFilter(string site, string node)
        {
            return Of(site, node, CommandPrefix + "+");
        }

        /// <summary>The leaf of a chunk of a capture: <c>capture/{id}/{n}</c>.</summary>
        public static string OfCapture(int id, int number)
        {
            return CapturePrefix + id.ToString() + "/" + number.ToString();
        }

        /// <summary>The retained topic of one chunk of a package.</summary>
        /// <param name="digest">The package's 32-byte digest (<see cref="PackageDigest"/>).</param>
        /// <param name="index">0 … number of chunks − 1.</param>
        public static string OfChunk(byte[] digest, int index)
        {
            return Root + Packages + "/" + Hex.Of(digest) + "/" + index.ToString();
        }
    }
}
