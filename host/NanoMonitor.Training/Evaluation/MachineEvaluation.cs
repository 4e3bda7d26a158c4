namespace NanoMonitor.Training.Evaluation;

/// <summary>One machine of an evaluation with a model each.</summary>
/// <param name="Machine">Its name.</param>
/// <param name="Report">The evaluation, or null.</param>
/// <param name="Error">Why there is none, or null.</param>
public sealed record MachineEvaluation(string Machine, EvaluationReport? Report, string? Error);
