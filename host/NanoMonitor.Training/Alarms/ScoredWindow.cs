namespace NanoMonitor.Training.Alarms;

/// <summary>What the node's decision reads of one window.</summary>
/// <param name="Score">Score under the table, Q12.</param>
/// <param name="Flat">Whether no axis moved.</param>
/// <param name="RmsMilliG">RMS of the strongest axis, 0.001 g.</param>
public readonly record struct ScoredWindow(int Score, bool Flat, int RmsMilliG);
