namespace NanoMonitor.Simulation.Sensors;

/// <summary>One frame as a driver got it from the FIFO, in counts.</summary>
/// <param name="X">Acceleration along x.</param>
/// <param name="Y">Acceleration along y.</param>
/// <param name="Z">Acceleration along z.</param>
/// <param name="Temperature">Temperature, in the sensor's own code.</param>
public readonly record struct AccelerometerFrame(short X, short Y, short Z, short Temperature);
