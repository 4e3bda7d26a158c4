using NanoMonitor.Simulation.Machines.Operation;

namespace NanoMonitor.Simulation.Suites;

/// <summary>
/// One case of the suite: a machine, a sensor, and what makes it hard. Even the easiest has recordings taken on different days, each with
/// its own small differences of mounting.
/// </summary>
/// <param name="Name">Name of its dataset and folder.</param>
/// <param name="Note">What makes it hard, in a sentence.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Sensor">The sensor.</param>
public sealed record HardCase(string Name, string Note, SuiteMachine Machine, SensorSetup Sensor)
{
    /// <summary>Samples of the windows that lengths are given in.</summary>
    public const int WindowSamples = 256;

    /// <summary>Healthy recordings to learn from.</summary>
    public int TrainingRuns { get; init; } = 4;

    /// <summary>Windows of each.</summary>
    public int TrainingWindows { get; init; } = 80;

    /// <summary>Healthy recordings of later.</summary>
    public int HealthyRuns { get; init; } = 5;

    /// <summary>Windows of each recording to be judged.</summary>
    public int TestWindows { get; init; } = 60;

    /// <summary>Windows that a node takes each time it wakes, once a minute; 0 for one that samples all the time.</summary>
    public int SnapshotWindows { get; init; }

    /// <summary>From one recording to the next.</summary>
    public double DaysBetween { get; init; } = 0.25;

    /// <summary>Factor on the severities of the machine's faults: what hides faults more has stronger ones.</summary>
    public double Severity { get; init; } = 1;

    /// <summary>Operating points in place of the machine's own, or null.</summary>
    public IReadOnlyList<OperatingPoint>? Points { get; init; }

    /// <summary>Benign growth of all vibration, a share a day.</summary>
    public double AgeingPerDay { get; init; }

    /// <summary>Amplitude of the ambient temperature over a day.</summary>
    public double DailySwingK { get; init; }

    /// <summary>Fall of the bracket's mode with each kelvin, as a share.</summary>
    public double SofteningPerK { get; init; } = 0.0005;

    /// <summary>How differently the sensor sits from recording to recording; 1 is a sensor taken off and put back.</summary>
    public double Remounting { get; init; } = 0.2;

    /// <summary>Typical peak of the mains' pick-up, in g.</summary>
    public double MainsG { get; init; }

    /// <summary>Dead bits of the sensor.</summary>
    public int StuckBits { get; init; }
}
