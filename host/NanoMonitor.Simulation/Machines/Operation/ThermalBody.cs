namespace NanoMonitor.Simulation.Machines.Operation;

/// <summary>
/// A housing with thermal inertia, as one lumped mass: its temperature follows the one it would settle at with
/// dT/dt = (T_settled − T) / τ (Incropera et al., "Fundamentals of Heat and Mass Transfer", lumped capacitance method).
/// Solved exactly over steps of one second with the settled temperature of the step's start, linear in between.
/// </summary>
public sealed class ThermalBody : ITemperature
{
    private readonly double _initialC;
    private readonly double _approachPerStep;
    private readonly Func<double, double> _settledC;
    private readonly Lock _gate = new();
    private long _step;
    private double _currentC;
    private double _nextC;

    /// <summary>A body that starts at a temperature and heads for <paramref name="settledC"/> of the time in seconds.</summary>
    public ThermalBody(double initialC, double timeConstantSeconds, Func<double, double> settledC)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeConstantSeconds);
        _initialC = initialC;
        _approachPerStep = 1 - Math.Exp(-1 / timeConstantSeconds);
        _settledC = settledC;
        Restart();
    }

    /// <inheritdoc/>
    public double TemperatureC(double timeSeconds)
    {
        lock (_gate)
        {
            if (timeSeconds < _step)
            {
                Restart();
            }

            while (timeSeconds >= _step + 1)
            {
                _step++;
                _currentC = _nextC;
                _nextC = After(_currentC);
            }

            return _currentC + ((Math.Max(timeSeconds, 0) - _step) * (_nextC - _currentC));
        }
    }

    private void Restart()
    {
        _step = 0;
        _currentC = _initialC;
        _nextC = After(_currentC);
    }

    private double After(double temperatureC)
    {
        return temperatureC + (_approachPerStep * (_settledC(_step) - temperatureC));
    }
}
