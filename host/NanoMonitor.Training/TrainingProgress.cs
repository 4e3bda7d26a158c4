namespace NanoMonitor.Training;

/// <summary>How far a training is.</summary>
/// <param name="Stage">What is being done, for a progress display.</param>
/// <param name="Step">Steps of the stage done.</param>
/// <param name="Steps">Steps the stage takes at most.</param>
/// <param name="HeldOutNats">Latest negative log-likelihood of held-out windows, nats a feature without the constant; null where none is known.</param>
public sealed record TrainingProgress(string Stage, int Step, int Steps, double? HeldOutNats = null);
