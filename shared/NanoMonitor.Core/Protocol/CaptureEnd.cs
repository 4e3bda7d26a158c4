namespace NanoMonitor.Core.Protocol
{
    /// <summary>Whether and why a capture ends with a <see cref="CaptureChunk"/>.</summary>
    public static class CaptureEnd
    {
        /// <summary>It does not: more chunks come.</summary>
        public const int None = 0;

        /// <summary>All that was asked for has been recorded.</summary>
        public const int Complete = 1;

        /// <summary>The sensor lost samples, so that nothing contiguous can follow.</summary>
        public const int Gap = 2;

        /// <summary>Chunks could not be sent as fast as they were recorded, and there was no more room for them.</summary>
        public const int Congested = 3;

        /// <summary>A host told the node to stop.</summary>
        public const int Stopped = 4;

        /// <summary>The sensor gave no windows for a long time.</summary>
        public const int Silent = 5;

        public const int Count = 6;
    }
}
