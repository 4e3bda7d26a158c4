namespace NanoMonitor.Node.Uplink
{
    /// <summary>A payload for one of the node's own topics.</summary>
    public sealed class OutgoingMessage
    {
        public OutgoingMessage(string leaf, byte[] payload)
        {
            Leaf = leaf;
            Payload = payload;
        }

        public string Leaf { get; }

        public byte[] Payload { get; }
    }
}
