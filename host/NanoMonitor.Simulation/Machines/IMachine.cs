namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// A running machine as one accelerometer on its housing feels it: vibration in g (x horizontal radial, y vertical radial,
/// z axial), without gravity, and the temperature of the housing. One reader takes its samples, in order; equal seeds and
/// equal calls give equal samples, however the calls are spread over time.
/// </summary>
public interface IMachine : ITemperature
{
    /// <summary>
    /// Begins (or begins again) sampling: sample n, counted from 0, is then the vibration at
    /// <paramref name="timeSeconds"/> + (n + 1) / <paramref name="sampleRateHz"/>.
    /// </summary>
    void Begin(double timeSeconds, double sampleRateHz);

    /// <summary>Writes the next sample, x, y and z in g, over the first three elements.</summary>
    void Next(Span<double> accelerationG);
}
