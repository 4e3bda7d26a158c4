namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// How the sensor sits on the machine: it feels the machine's vibration and gravity, until it comes off. From then on it
/// swings from its cable: gravity points elsewhere, and hardly any vibration arrives.
/// </summary>
public sealed class Mounting
{
    private const double VibrationLeft = 0.02;
    private const double SwingHz = 0.8;
    private const double SwingDecaySeconds = 15;
    private const double SwingG = 0.15;

    private readonly double[] _gravityG;

    /// <summary>A firmly mounted sensor, its z axis up but for two degrees.</summary>
    public Mounting()
        : this(0.021, -0.034, 0.9992)
    {
    }

    /// <summary>A firmly mounted sensor that feels gravity, 1 g, along this direction of its axes.</summary>
    public Mounting(double x, double y, double z)
    {
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        ArgumentOutOfRangeException.ThrowIfZero(length);
        _gravityG = [x / length, y / length, z / length];
    }

    /// <summary>When the sensor comes off, in machine time; never unless set.</summary>
    public double DetachSeconds { get; set; } = double.PositiveInfinity;

    /// <summary>Turns the machine's vibration, in g, into what the sensor feels at this time.</summary>
    public void Transmit(Span<double> accelerationG, double timeSeconds)
    {
        double loose = timeSeconds - DetachSeconds;
        if (loose < 0)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                accelerationG[axis] += _gravityG[axis];
            }

            return;
        }

        // Hanging: gravity moves on to the next axis, with the pendulum's swing on the one after.
        double swing = SwingG * Math.Exp(-loose / SwingDecaySeconds) * Math.Cos(Math.Tau * SwingHz * loose);
        for (int axis = 0; axis < 3; axis++)
        {
            accelerationG[axis] = (VibrationLeft * accelerationG[axis]) + _gravityG[(axis + 1) % 3];
        }

        accelerationG[0] += swing;
    }
}
