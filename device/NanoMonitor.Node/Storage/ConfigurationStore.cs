using System;
using System.IO;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Node.Storage
{
    /// <summary>
    /// The node's configuration in two files that take turns: <see cref="NodeConfiguration.FileA"/> and
    /// <see cref="NodeConfiguration.FileB"/>. The newest valid one counts and the other one is written, so that a power cut at any
    /// byte leaves the one or the other.
    /// </summary>
    public sealed class ConfigurationStore
    {
        private const string PathA = StorageFiles.Root + NodeConfiguration.FileA;
        private const string PathB = StorageFiles.Root + NodeConfiguration.FileB;

        /// <summary>What is wrong with the files, for people; empty where nothing is.</summary>
        public string Finding { get; private set; } = "";

        /// <summary>The newest valid configuration, or null.</summary>
        public NodeConfiguration ReadOrNull()
        {
            Finding = "";
            NodeConfiguration a = ReadOrNull(PathA);
            NodeConfiguration b = ReadOrNull(PathB);
            if (a == null && b == null && Finding.Length == 0)
            {
                Finding = "there is no configuration";
            }

            return IsNewer(b, a) ? b : a;
        }

        /// <summary>Writes a configuration over the older file, as the newest: sets its sequence.</summary>
        /// <exception cref="FormatException">A value is not allowed; nothing was written.</exception>
        /// <exception cref="IOException">No room; the configuration is the old one.</exception>
        public void Write(NodeConfiguration configuration)
        {
            NodeConfiguration a = ReadOrNull(PathA);
            NodeConfiguration b = ReadOrNull(PathB);
            NodeConfiguration newest = IsNewer(b, a) ? b : a;
            configuration.Sequence = SequenceAfter(newest);
            File.WriteAllBytes(newest != null && newest == a ? PathB : PathA, configuration.Encode());
        }

        /// <summary>The sequence that <see cref="Write"/> would give.</summary>
        public int NextSequence()
        {
            return SequenceAfter(ReadOrNull());
        }

        private static int SequenceAfter(NodeConfiguration newest)
        {
            return newest == null ? 1 : newest.Sequence + 1;
        }

        private static bool IsNewer(NodeConfiguration left, NodeConfiguration right)
        {
            return left != null && (right == null || left.Sequence > right.Sequence);
        }

        private NodeConfiguration ReadOrNull(string path)
        {
            byte[] file = StorageFiles.ReadOrNull(path);
            if (file == null)
            {
                return null;
            }

            try
            {
                return NodeConfiguration.Decode(file);
            }
            catch (FormatException e)
            {
                Finding = Finding + (Finding.Length == 0 ? "" : "; ") + path + ": " + e.Message;
                return null;
            }
        }
    }
}
