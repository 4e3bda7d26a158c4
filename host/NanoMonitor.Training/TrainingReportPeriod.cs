namespace NanoMonitor.Training;

/// <summary>When an operating mode occurred.</summary>
/// <param name="Run">Which run, from 1.</param>
/// <param name="FromSeconds">Seconds of running since the run's begin.</param>
/// <param name="ToSeconds">Its end.</param>
public sealed record TrainingReportPeriod(int Run, double FromSeconds, double ToSeconds);
