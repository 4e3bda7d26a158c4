namespace NanoMonitor.Core.Protocol
{
    /// <summary>One window of a <see cref="FeatureBatch"/>: what the node computed and how it judged.</summary>
    public sealed class FeatureRow
    {
        public FeatureRow(int axisCount, int featureCount)
        {
            RmsMilliG = new int[axisCount];
            Features = new short[featureCount];
        }

        /// <summary>
        /// Index of the window since boot. A voided window takes one too, so that consecutive indices mean that no sample was
        /// lost in between.
        /// </summary>
        public int Window { get; set; }

        /// <summary>Index since boot of its first sample frame; frames that were lost are not counted.</summary>
        public long FirstFrame { get; set; }

        /// <summary>A <see cref="Model.HealthState"/>: the one after this window.</summary>
        public int State { get; set; }

        /// <summary>Q12 bits per feature, or <see cref="Protocol.Score.None"/>.</summary>
        public int Score { get; set; } = Protocol.Score.None;

        /// <summary>0.01 °C, or <see cref="Telemetry.NoTemperature"/>.</summary>
        public int TemperatureCentiC { get; set; } = Telemetry.NoTemperature;

        /// <summary>RMS of each axis in 0.001 g, 0 … 65,535.</summary>
        public int[] RmsMilliG { get; }

        /// <summary>D features as the extractor gave them.</summary>
        public short[] Features { get; }
    }
}
