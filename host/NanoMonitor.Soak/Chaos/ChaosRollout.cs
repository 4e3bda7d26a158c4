using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Soak.Chaos;

/// <summary>A rollout of a run.</summary>
/// <param name="Name">Of the rollout and its model.</param>
/// <param name="Table">What it brings.</param>
/// <param name="Waves">How far each wave reaches.</param>
/// <param name="Policy">When it stops.</param>
/// <param name="End">How it must end.</param>
internal sealed record ChaosRollout(string Name, byte[] Table, string Waves, RolloutPolicy Policy, RolloutStatus End);
