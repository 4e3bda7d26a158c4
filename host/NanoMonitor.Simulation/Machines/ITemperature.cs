namespace NanoMonitor.Simulation.Machines;

/// <summary>A surface with a temperature.</summary>
public interface ITemperature
{
    /// <summary>
    /// Temperature in °C at a time since the machine was made. The answer does not depend on what was asked before.
    /// </summary>
    double TemperatureC(double timeSeconds);
}
