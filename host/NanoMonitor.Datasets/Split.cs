namespace NanoMonitor.Datasets;

/// <summary>A named division of a dataset's recordings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Train">Parts to learn from.</param>
/// <param name="Test">Parts to judge.</param>
public sealed record Split(string Name, IReadOnlyList<RecordingPart> Train, IReadOnlyList<RecordingPart> Test);
