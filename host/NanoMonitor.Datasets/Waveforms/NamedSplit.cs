namespace NanoMonitor.Datasets.Waveforms;

/// <summary>A split of a dataset that is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Train">Ids of whole recordings to learn from.</param>
/// <param name="Test">Ids of whole recordings to judge.</param>
public sealed record NamedSplit(string Name, IReadOnlyList<string> Train, IReadOnlyList<string> Test);
