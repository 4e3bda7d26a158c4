namespace NanoMonitor.Datasets.Waveforms;

/// <summary>One sample of a recording that is written.</summary>
/// <param name="Counts">[axis]</param>
/// <param name="TemperatureC">Written to 0.1 °C where the dataset has a temperature.</param>
/// <param name="Segment">Number of the stretch, where the dataset marks stretches.</param>
public readonly record struct WaveformRow(int[] Counts, double TemperatureC, int Segment);
