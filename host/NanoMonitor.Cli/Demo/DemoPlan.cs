using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Cli.Demo;

/// <summary>What happens to one node of the demo, in simulated time.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Kind">The machine it hangs on.</param>
/// <param name="CommissioningMinutes">Healthy running to learn from.</param>
/// <param name="HealthySeconds">Healthy running with the model, before the fault.</param>
/// <param name="GrowthSeconds">From the first trace of the fault to its full size.</param>
/// <param name="FaultySeconds">Running with the fault at full size.</param>
/// <param name="Residual">Whether its model has a residual network.</param>
internal sealed record DemoPlan(
    string Node,
    MachineKind Kind,
    int CommissioningMinutes,
    int HealthySeconds,
    int GrowthSeconds,
    int FaultySeconds,
    ResidualPolicy Residual)
{
    /// <summary>The site of all demo nodes.</summary>
    public const string Site = "demo";

    /// <summary>Fast machines fill more windows a minute and need fewer minutes.</summary>
    public static IReadOnlyList<DemoPlan> All { get; } =
    [
        new("fan-1", MachineKind.Fan, 24, 600, 600, 120, ResidualPolicy.Auto),
        new("pump-1", MachineKind.Pump, 6, 240, 300, 60, ResidualPolicy.Always),
        new("rig-1", MachineKind.BearingRig, 3, 120, 150, 30, ResidualPolicy.Auto),
    ];
}
