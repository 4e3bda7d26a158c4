namespace NanoMonitor.Training.Evaluation;

/// <summary>Numbers of windows.</summary>
/// <param name="Train">Learned from.</param>
/// <param name="TestNormal">Of the test's normal recordings.</param>
/// <param name="TestAnomaly">Of the test's anomalous recordings.</param>
public sealed record WindowCounts(int Train, int TestNormal, int TestAnomaly);
