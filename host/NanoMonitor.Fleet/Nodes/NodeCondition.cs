using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Nodes;

/// <summary>What the <c>state</c> topic says.</summary>
/// <param name="State">A <see cref="HealthState"/>, or <see cref="NodeState.Lost"/>.</param>
public sealed record NodeCondition(int State)
{
    public bool IsLost => State == NodeState.Lost;

    public override string ToString() => IsLost ? NodeState.LostText : HealthState.Name(State);
}
