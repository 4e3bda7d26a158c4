namespace NanoMonitor.Fleet.Rollouts.Health;

/// <summary>What one message adds to a node's health.</summary>
/// <param name="At">When it came, UTC.</param>
/// <param name="Generation">Of the table in use then; 0 = none.</param>
/// <param name="Raises">Changes of state into warning or alarm that the model is the cause of.</param>
/// <param name="Summaries">1 for telemetry, else 0.</param>
/// <param name="WindowsJudged">Windows judged since the summary before.</param>
/// <param name="WindowsVoided">Windows voided since the summary before.</param>
public sealed record HealthIncrement(DateTimeOffset At, int Generation, int Raises, int Summaries, int WindowsJudged, int WindowsVoided);
