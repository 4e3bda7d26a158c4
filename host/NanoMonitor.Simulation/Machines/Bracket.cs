namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// What a sensor sits on: it turns the machine's axes a little, and its own mode raises what the machine does around it. Every new
/// mounting turns it differently and moves that mode, since stiffness and mass of the contact decide it (ISO 5348, "Mechanical mounting
/// of accelerometers"); where it is soft, as adhesive or rubber, it gets softer with warmth. The mode is a peaking filter
/// (Bristow-Johnson, "Cookbook formulae for audio EQ biquad filters").
/// </summary>
/// <param name="machine">The machine beneath.</param>
/// <param name="softeningPerK">Fall of the mode's frequency with each kelvin over 20 °C, as a share.</param>
public sealed class Bracket(IMachine machine, double softeningPerK = 0) : IMachine
{
    private const double ReferenceC = 20;
    private const double Quality = 4;

    // Above this share of the sample rate the mode is out of sight.
    private const double HighestRelativeMode = 0.45;

    private readonly double[] _turn = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    private readonly double[] _first = new double[3];
    private readonly double[] _second = new double[3];
    private double _modeHz;
    private double _gainDb;
    private double _beginSeconds;
    private double _sampleRateHz;
    private long _samples;
    private double _b0 = 1;
    private double _b1;
    private double _b2;
    private double _a2;

    /// <summary>Mounts the sensor anew; it counts from the next <see cref="Begin"/>.</summary>
    /// <param name="turnDegrees">Turns about x, then y, then z.</param>
    /// <param name="modeHz">Frequency of the mode at 20 °C.</param>
    /// <param name="gainDb">What it adds there.</param>
    public void Mount(ReadOnlySpan<double> turnDegrees, double modeHz, double gainDb)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(modeHz);
        (double sx, double cx) = Math.SinCos(turnDegrees[0] * Math.PI / 180);
        (double sy, double cy) = Math.SinCos(turnDegrees[1] * Math.PI / 180);
        (double sz, double cz) = Math.SinCos(turnDegrees[2] * Math.PI / 180);
        ReadOnlySpan<double> turn =
        [
            cz * cy, (cz * sy * sx) - (sz * cx), (cz * sy * cx) + (sz * sx),
            sz * cy, (sz * sy * sx) + (cz * cx), (sz * sy * cx) - (cz * sx),
            -sy, cy * sx, cy * cx,
        ];
        turn.CopyTo(_turn);
        _modeHz = modeHz;
        _gainDb = gainDb;
    }

    /// <inheritdoc/>
    public double TemperatureC(double timeSeconds)
    {
        return machine.TemperatureC(timeSeconds);
    }

    /// <inheritdoc/>
    public void Begin(double timeSeconds, double sampleRateHz)
    {
        _beginSeconds = timeSeconds;
        _sampleRateHz = sampleRateHz;
        _samples = 0;
        _first.AsSpan().Clear();
        _second.AsSpan().Clear();
        machine.Begin(timeSeconds, sampleRateHz);
    }

    /// <inheritdoc/>
    public void Next(Span<double> accelerationG)
    {
        if (_samples % (long)Math.Ceiling(_sampleRateHz) == 0)
        {
            Tune(_beginSeconds + (_samples / _sampleRateHz));
        }

        _samples++;
        machine.Next(accelerationG);
        double x = accelerationG[0];
        double y = accelerationG[1];
        double z = accelerationG[2];
        for (int axis = 0; axis < 3; axis++)
        {
            double turned = (_turn[3 * axis] * x) + (_turn[(3 * axis) + 1] * y) + (_turn[(3 * axis) + 2] * z);
            accelerationG[axis] = Filter(axis, turned);
        }
    }

    private double Filter(int axis, double value)
    {
        double output = (_b0 * value) + _first[axis];
        _first[axis] = (_b1 * (value - output)) + _second[axis];
        _second[axis] = (_b2 * value) - (_a2 * output);
        return output;
    }

    /// <summary>The filter for the temperature of now; it changes slowly, so once a second does.</summary>
    private void Tune(double timeSeconds)
    {
        double modeHz = _modeHz * (1 - (softeningPerK * (machine.TemperatureC(timeSeconds) - ReferenceC)));
        if (modeHz <= 0 || modeHz > HighestRelativeMode * _sampleRateHz)
        {
            (_b0, _b1, _b2, _a2) = (1, 0, 0, 0);
            return;
        }

        (double sin, double cos) = Math.SinCos(Math.Tau * modeHz / _sampleRateHz);
        double amplitude = Math.Pow(10, _gainDb / 40);
        double alpha = sin / (2 * Quality);
        double a0 = 1 + (alpha / amplitude);
        _b0 = (1 + (alpha * amplitude)) / a0;
        _b1 = -2 * cos / a0;
        _b2 = (1 - (alpha * amplitude)) / a0;
        _a2 = (1 - (alpha / amplitude)) / a0;
    }
}
