namespace NanoMonitor.Datasets.Dcase;

/// <summary>The recordings of one type of machine.</summary>
/// <param name="Name">Name of its folder: <c>fan</c>, <c>ToyCar</c> …</param>
/// <param name="Train">Normal recordings, by file name.</param>
/// <param name="Test">Recordings to judge, by file name.</param>
public sealed record DcaseMachineType(string Name, IReadOnlyList<DcaseClip> Train, IReadOnlyList<DcaseClip> Test)
{
    /// <summary>The machines that have something to judge, in order.</summary>
    public IReadOnlyList<string> TestedIds => [.. Test.Select(clip => clip.MachineId).Distinct().Order(StringComparer.Ordinal)];
}
