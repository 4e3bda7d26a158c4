namespace NanoMonitor.Training.Fleets;

/// <summary>What the training of one machine of a fleet gave: a model, or why there is none.</summary>
/// <param name="Name">The machine.</param>
/// <param name="Model">The model, or null.</param>
/// <param name="Error">What is wrong and how to mend it, or null.</param>
public sealed record MachineOutcome(string Name, TrainedModel? Model, string? Error);
