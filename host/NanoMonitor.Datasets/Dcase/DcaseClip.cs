namespace NanoMonitor.Datasets.Dcase;

/// <summary>One recording of a DCASE 2020 task 2 tree.</summary>
/// <param name="Path">Its file.</param>
/// <param name="MachineId">The machine, two digits, as in <c>id_04</c>.</param>
/// <param name="Label">Normal or anomaly; null in the evaluation set, whose names do not tell.</param>
public sealed record DcaseClip(string Path, string MachineId, RecordingLabel? Label)
{
    /// <summary>Name of its file.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);
}
