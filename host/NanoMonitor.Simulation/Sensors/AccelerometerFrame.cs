namespace NanoMonitor.Simulation.Sensors;

/// <summary>One frame as a driver got it from the FIFO, in counts.</summary>
/// <param name="X">Acceleration along x.</param>
/// <param name="Y">Acceleration along y.</param>
/// <param name="Z">Acceleration along z.</param>
/// <param name="Temperature">Temperature, in the sensor's own code; 0 where its frames carry none.</param>
public readonly record struct AccelerometerFrame(int X, int Y, int Z, int Temperature);
