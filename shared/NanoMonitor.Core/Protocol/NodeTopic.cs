using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>The parts of a node's topic <c>nanomonitor/1/{site}/{node}/{leaf}</c>.</summary>
    public sealed class NodeTopic
    {
        private NodeTopic(string site, string node, string leaf)
        {
            Site = site;
            Node = node;
            Leaf = leaf;
        }

        public string Site { get; }

        public string Node { get; }

        /// <summary>What follows the node: <c>state</c>, <c>model/desired</c>, <c>cmd/reboot</c> …</summary>
        public string Leaf { get; }

        /// <summary>The verb of a command topic; null on others.</summary>
        public string Verb
        {
            get { return Leaf.StartsWith(Topics.CommandPrefix) ? Leaf.Substring(Topics.CommandPrefix.Length) : null; }
        }

        /// <exception cref="FormatException">Not a topic of a node, or its names are not names.</exception>
        public static NodeTopic Parse(string topic)
        {
            if (topic == null || !topic.StartsWith(Topics.Root))
            {
                throw new FormatException("topic '" + topic + "' does not begin with " + Topics.Root);
            }

            int siteStart = Topics.Root.Length;
            int siteEnd = topic.IndexOf('/', siteStart);
            int nodeEnd = siteEnd < 0 ? -1 : topic.IndexOf('/', siteEnd + 1);
            if (nodeEnd < 0 || nodeEnd == topic.Length - 1)
            {
                throw new FormatException("topic '" + topic + "' is not " + Topics.Root + "{site}/{node}/{leaf}");
            }

            return new NodeTopic(
                Names.Check("site in topic", topic.Substring(siteStart, siteEnd - siteStart)),
                Names.Check("node in topic", topic.Substring(siteEnd + 1, nodeEnd - siteEnd - 1)),
                topic.Substring(nodeEnd + 1));
        }
    }
}
