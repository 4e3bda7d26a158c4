namespace NanoMonitor.Datasets.Waveforms;

/// <summary>What the <c>dataset.json</c> of a waveform dataset that is written says of all recordings.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Note">What to know about it.</param>
/// <param name="SampleRateHz">Nominal sample rate.</param>
/// <param name="Columns">Names of the 1 to 3 acceleration columns.</param>
/// <param name="CountsPerG">Counts per g.</param>
public sealed record WaveformDescription(string Name, string Source, string Note, double SampleRateHz, IReadOnlyList<string> Columns, double CountsPerG)
{
    /// <summary>Name of the sensor, or null.</summary>
    public string? Sensor { get; init; }

    /// <summary>Full scale, ± g, or null.</summary>
    public int? RangeG { get; init; }

    /// <summary>Column of the temperature in °C, or null for none.</summary>
    public string? TemperatureColumn { get; init; }

    /// <summary>Column that marks stretches that a window must not cross, or null for none.</summary>
    public string? SegmentColumn { get; init; }
}
