namespace NanoMonitor.Core.Signal
{
    /// <summary>What one window yields: the model's features and the figures of the threshold judgement. Reused from window to window.</summary>
    public sealed class WindowFeatures
    {
        /// <summary>
        /// D features, Q8, axis after axis: log2 of each band's mean square in counts², log2 crest factor, log2 kurtosis,
        /// log2 RMS in counts, as the spec chooses; then temperature in 0.01 °C if the spec says so.
        /// </summary>
        public readonly short[] Values;

        /// <summary>RMS of each axis with its mean removed, in 0.001 g.</summary>
        public readonly int[] RmsMilliG;

        /// <summary>Temperature in 0.01 °C.</summary>
        public int TemperatureCentiC;

        /// <summary>True when no axis moved at all within the window: a dead sensor.</summary>
        public bool Flat;

        /// <summary>Room for one window of the given spec.</summary>
        public WindowFeatures(FeatureSpec spec)
        {
            Values = new short[spec.FeatureCount];
            RmsMilliG = new int[spec.AxisCount];
        }
    }
}
