namespace NanoMonitor.Simulation.Sensors;

/// <summary>One sample before it enters the sensor's registers.</summary>
/// <param name="X">Acceleration along x, in counts.</param>
/// <param name="Y">Acceleration along y, in counts.</param>
/// <param name="Z">Acceleration along z, in counts.</param>
/// <param name="TemperatureC">Temperature of the sensor, °C.</param>
public readonly record struct CountSample(int X, int Y, int Z, double TemperatureC);
