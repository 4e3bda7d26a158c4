using NanoMonitor.Simulation.Machines;

namespace NanoMonitor.Simulation.Tests.Support;

/// <summary>A machine that only pushes: a constant acceleration on x, y and z, at a set temperature.</summary>
internal sealed class SteadyMachine(double x, double y, double z, double temperatureC = 25) : IMachine
{
    public void Begin(double timeSeconds, double sampleRateHz)
    {
    }

    public void Next(Span<double> accelerationG)
    {
        accelerationG[0] = x;
        accelerationG[1] = y;
        accelerationG[2] = z;
    }

    public double TemperatureC(double timeSeconds)
    {
        return temperatureC;
    }
}
