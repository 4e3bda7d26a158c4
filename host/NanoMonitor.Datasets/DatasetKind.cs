namespace NanoMonitor.Datasets;

/// <summary>What the recordings of a dataset hold; <c>"kind"</c> of <c>dataset.json</c>.</summary>
public enum DatasetKind
{
    /// <summary>Samples of 1 to 3 acceleration axes as CSV or CSV.gz, one row a sample; no <c>kind</c> field.</summary>
    Waveform,

    /// <summary>Feature rows as a node sent them: <c>node-features</c>.</summary>
    NodeFeatures,

    /// <summary>Frames of float32 features, such as log-mel bands, without the sound behind them: <c>features</c>.</summary>
    ClipFeatures,

    /// <summary>A slow temperature series as CSV: <c>temperature</c>.</summary>
    Temperature,
}
