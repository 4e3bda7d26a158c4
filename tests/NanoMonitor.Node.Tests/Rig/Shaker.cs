using NanoMonitor.Simulation.Machines;

namespace NanoMonitor.Node.Tests.Rig;

/// <summary>A machine of a tone and noise on each axis, which a test makes stronger, stops, or lets knock.</summary>
internal sealed class Shaker : IMachine
{
    private readonly Random _random = new(7);
    private double _sampleRateHz;
    private long _sample;

    /// <summary>RMS of the noise, g.</summary>
    public double NoiseG { get; set; } = 0.05;

    /// <summary>Amplitude of the tone at a twentieth of the sample rate, g.</summary>
    public double ToneG { get; set; } = 0.2;

    /// <summary>Amplitude of a second tone at a fifth of the sample rate, g.</summary>
    public double FaultG { get; set; }

    public double Temperature { get; set; } = 42;

    public void Begin(double timeSeconds, double sampleRateHz)
    {
        _sampleRateHz = sampleRateHz;
        _sample = 0;
    }

    public void Next(Span<double> accelerationG)
    {
        double phase = Math.Tau * _sample / 20;
        for (int axis = 0; axis < 3; axis++)
        {
            accelerationG[axis] = (ToneG * Math.Sin(phase + axis)) + (NoiseG * Gaussian()) + (FaultG * Math.Sin((4 * phase) + axis));
        }

        _sample++;
    }

    public double TemperatureC(double timeSeconds) => Temperature;

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(Math.Tau * _random.NextDouble());
}
