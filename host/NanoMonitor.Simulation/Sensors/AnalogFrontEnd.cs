using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// From a machine's vibration to counts: mounting and gravity, the sensor's low-pass, offset and noise, rounding to the
/// nearest count, clipping at the range. The machine is sampled at the output rate: what it holds above half that rate
/// folds back, as in a sensor without a filter. Noise is white with RMS = density · √(noise bandwidth), which is also what
/// remains after a sensor's decimation, since decimating folds all of it into the output band.
/// </summary>
public sealed class AnalogFrontEnd : ISampleSource
{
    private readonly IMachine _machine;
    private readonly Mounting _mounting;
    private readonly AnalogProperties _properties;
    private readonly RandomStream _random;
    private readonly LowPassFilter[] _filters = [new(), new(), new()];
    private readonly double[] _accelerationG = new double[3];
    private readonly double[] _offsetG;
    private SamplingSettings _settings;
    private double _noiseG;
    private double _beginSeconds;
    private long _samples;

    /// <summary>A sensor of this seed's noise on a machine, mounted z axis up unless told otherwise.</summary>
    public AnalogFrontEnd(IMachine machine, long seed, Mounting? mounting = null, AnalogProperties? properties = null)
    {
        _machine = machine;
        _mounting = mounting ?? new Mounting();
        _properties = properties ?? AnalogProperties.Mpu6886;
        _offsetG =
        [
            _properties.OffsetXMilliG / 1000,
            _properties.OffsetYMilliG / 1000,
            _properties.OffsetZMilliG / 1000,
        ];
        _random = new RandomStream(seed, "accelerometer noise");
    }

    /// <inheritdoc/>
    public void Begin(double timeSeconds, SamplingSettings settings)
    {
        _settings = settings;
        _beginSeconds = timeSeconds;
        _samples = 0;
        _noiseG = _properties.NoiseMicroGPerRootHz * 1e-6 * Math.Sqrt(settings.NoiseBandwidthHz);
        foreach (LowPassFilter filter in _filters)
        {
            filter.Begin(settings.SampleRateHz, settings.BandwidthHz);
        }

        _machine.Begin(timeSeconds, settings.SampleRateHz);
    }

    /// <inheritdoc/>
    public bool TryNext(out CountSample sample)
    {
        _samples++;
        double timeSeconds = _beginSeconds + (_samples / _settings.SampleRateHz);
        _machine.Next(_accelerationG);
        _mounting.Transmit(_accelerationG, timeSeconds);
        sample = new CountSample(Convert(0), Convert(1), Convert(2), _machine.TemperatureC(timeSeconds));
        return true;
    }

    /// <inheritdoc/>
    public void Rewind()
    {
    }

    private int Convert(int axis)
    {
        double felt = _filters[axis].Next(_accelerationG[axis]) + _offsetG[axis] + (_noiseG * _random.Gaussian());
        double counts = Math.Floor((felt * _settings.CountsPerG) + 0.5);
        double limit = 1 << (_settings.SampleBits - 1);
        return (int)Math.Clamp(counts, -limit, limit - 1);
    }
}
