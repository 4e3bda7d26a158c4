namespace NanoMonitor.Node.Uplink
{
    /// <summary>A message as it came from the broker.</summary>
    public sealed class IncomingMessage
    {
        public IncomingMessage(string topic, byte[] payload)
        {
            Topic = topic;
            Payload = payload;
        }

        public string Topic { get; }

        /// <summary>Never null.</summary>
        public byte[] Payload { get; }
    }
}
