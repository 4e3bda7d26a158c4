namespace NanoMonitor.Simulation.Machines.Operation;

/// <summary>How warm a machine's housing gets.</summary>
/// <param name="AmbientC">Mean ambient temperature, °C.</param>
/// <param name="RatedRiseC">Rise over ambient it settles at under rated load, K; losses grow with the square of the load.</param>
/// <param name="FaultRiseC">Further rise at fault severity 1, K.</param>
/// <param name="TimeConstantSeconds">Time to cover 63 % of a step.</param>
public sealed record ThermalProperties(double AmbientC, double RatedRiseC, double FaultRiseC, double TimeConstantSeconds);
