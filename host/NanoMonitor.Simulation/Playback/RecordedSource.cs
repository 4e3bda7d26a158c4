using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Playback;

/// <summary>
/// A recording that is fed through a virtual sensor's registers count by count, one row per sample, whatever range or filter
/// the sensor is set to: set it to the recording's own rate and sensitivity. The first row is the first frame the driver
/// reads from the FIFO. After the last row no samples come any more.
/// </summary>
public sealed class RecordedSource : ISampleSource
{
    private const double TemperatureWithoutRecordC = 25;

    private readonly int[][] _samples;
    private readonly int[]? _temperatureCentiC;
    private int _row;

    /// <summary>A recording.</summary>
    /// <param name="samples">[axis][row], 1 to 3 axes of equal length, sensor counts; missing axes read 0.</param>
    /// <param name="temperatureCentiC">0.01 °C per row, or null for 25 °C throughout.</param>
    /// <param name="sampleBits">Bits of the sensor's counts.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a count does not fit its bits; the message says where.</exception>
    public RecordedSource(int[][] samples, int[]? temperatureCentiC = null, int sampleBits = 16)
    {
        if (samples.Length is < 1 or > 3)
        {
            throw new ArgumentException($"A recording has 1 to 3 axes, not {samples.Length}.", nameof(samples));
        }

        for (int axis = 0; axis < samples.Length; axis++)
        {
            CheckAxis(samples, axis, sampleBits);
        }

        RowCount = samples[0].Length;
        if (temperatureCentiC is not null && temperatureCentiC.Length != RowCount)
        {
            throw new ArgumentException(
                $"The recording has {RowCount} rows but {temperatureCentiC.Length} temperatures.",
                nameof(temperatureCentiC));
        }

        _samples = samples;
        _temperatureCentiC = temperatureCentiC;
    }

    /// <summary>Rows of the recording.</summary>
    public int RowCount { get; }

    /// <summary>Rows the sensor has sampled so far.</summary>
    public int RowsPlayed => Volatile.Read(ref _row);

    /// <summary>Whether the last row has been sampled; the FIFO may still hold rows then.</summary>
    public bool Ended => RowsPlayed == RowCount;

    /// <inheritdoc/>
    public void Begin(double timeSeconds, SamplingSettings settings)
    {
    }

    /// <inheritdoc/>
    public bool TryNext(out CountSample sample)
    {
        if (_row == RowCount)
        {
            sample = default;
            return false;
        }

        double temperatureC = _temperatureCentiC is null ? TemperatureWithoutRecordC : _temperatureCentiC[_row] / 100.0;
        sample = new CountSample(Count(0), Count(1), Count(2), temperatureC);
        Volatile.Write(ref _row, _row + 1);
        return true;
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        Volatile.Write(ref _row, 0);
    }

    private static void CheckAxis(int[][] samples, int axis, int sampleBits)
    {
        if (samples[axis].Length != samples[0].Length)
        {
            throw new ArgumentException(
                $"Axis {axis} has {samples[axis].Length} rows, axis 0 has {samples[0].Length}.",
                nameof(samples));
        }

        int limit = 1 << (sampleBits - 1);
        int row = Array.FindIndex(samples[axis], count => count < -limit || count >= limit);
        if (row >= 0)
        {
            throw new ArgumentException(
                $"Axis {axis}, row {row}: {samples[axis][row]} does not fit the sensor's {sampleBits} bits.",
                nameof(samples));
        }
    }

    private int Count(int axis)
    {
        return axis < _samples.Length ? _samples[axis][_row] : 0;
    }
}
