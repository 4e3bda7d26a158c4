namespace NanoMonitor.Datasets.Waveforms;

/// <summary>Contiguous samples of one recording.</summary>
/// <param name="FirstSample">Index of its first sample within the recording.</param>
/// <param name="Samples">[axis][n]: counts.</param>
/// <param name="TemperatureCentiC">[n]: temperature in 0.01 °C, or null where the dataset has none.</param>
public sealed record WaveformStretch(int FirstSample, int[][] Samples, int[]? TemperatureCentiC)
{
    /// <summary>Number of samples.</summary>
    public int Length => Samples[0].Length;
}
