using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Soak;

/// <summary>A machine that runs and stands still in turns, half an hour each, from its seed: a tone and noise, or nothing.</summary>
internal sealed class SoakMachine : IMachine
{
    public const int StoppedRmsMilliG = 30;

    private const double ToneG = 0.2;
    private const double NoiseG = 0.05;
    private const double TemperatureOfHousingC = 40;

    private readonly RandomStream noise;
    private readonly double[] changes;
    private double startSeconds;
    private double sampleRateHz;
    private long sample;

    /// <param name="seed">Of its running and its noise.</param>
    /// <param name="seconds">From then on it runs for good.</param>
    public SoakMachine(int seed, double seconds)
    {
        noise = new RandomStream(seed, "noise");
        RandomStream schedule = new(seed, "schedule");
        List<double> times = [];
        for (double at = schedule.Uniform(300, 3600); at < seconds; at += schedule.Uniform(300, 3600))
        {
            times.Add(at);
        }

        // An even number of changes ends running.
        changes = [.. times.Take(times.Count / 2 * 2)];
    }

    public void Begin(double timeSeconds, double rateHz)
    {
        startSeconds = timeSeconds;
        sampleRateHz = rateHz;
        sample = 0;
    }

    public void Next(Span<double> accelerationG)
    {
        sample++;
        bool runs = Runs(startSeconds + (sample / sampleRateHz));
        double phase = Math.Tau * sample / 20;
        for (int axis = 0; axis < 3; axis++)
        {
            accelerationG[axis] = runs ? (ToneG * Math.Sin(phase + axis)) + (NoiseG * noise.Gaussian()) : 0;
        }
    }

    public double TemperatureC(double timeSeconds) => TemperatureOfHousingC;

    private bool Runs(double seconds)
    {
        int index = Array.BinarySearch(changes, seconds);
        return ((index < 0 ? ~index : index) & 1) == 0;
    }
}
