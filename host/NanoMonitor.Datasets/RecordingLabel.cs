namespace NanoMonitor.Datasets;

/// <summary>What is known about the machine during a recording.</summary>
public enum RecordingLabel
{
    /// <summary>Healthy and running.</summary>
    Normal,

    /// <summary>Faulty.</summary>
    Anomaly,

    /// <summary>Switched off.</summary>
    Idle,

    /// <summary>Healthy and faulty in turn.</summary>
    Mixed,
}
