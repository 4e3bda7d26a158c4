using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Sensors.Tests;

/// <summary>A bench with the twin of one part, and its driver.</summary>
internal sealed class PartBench : Bench
{
    public PartBench(string part, ISampleSource? source = null, int oscillatorErrorPpm = 0)
    {
        Part = Part.All[part];
        Source = source as CountingSource ?? new CountingSource();
        Twin = Part.Twin(Board.Clock, source ?? Source, oscillatorErrorPpm);
        Part.Attach(this, Twin);
    }

    public Part Part { get; }

    public CountingSource Source { get; }

    public VirtualAccelerometer Twin { get; }

    public int[][] Samples { get; } = [new int[256], new int[256], new int[256]];

    /// <summary>The driver at 8 g and the part's usual rate.</summary>
    public Accelerometer Driver() => Part.Driver(8, Part.SampleRateHz);

    /// <summary>The driver, started.</summary>
    public Accelerometer Start(int? sampleRateHz = null)
    {
        Accelerometer sensor = Part.Driver(8, sampleRateHz ?? Part.SampleRateHz);
        Assert.Equal(SensorStatus.Ok, sensor.Start());
        return sensor;
    }

    /// <summary>Checks that a burst holds consecutive samples of the counting source.</summary>
    /// <returns>The number of the first one, as far as its bits tell.</returns>
    public int CheckBurst(Accelerometer sensor, int offset = 0)
    {
        int first = Samples[0][offset];
        for (int n = 0; n < sensor.BurstFrames; n++)
        {
            CountSample expected = CountingSource.At(first + n, sensor.SampleBits, 0);
            Assert.Equal((expected.X, expected.Y, expected.Z), (Samples[0][offset + n], Samples[1][offset + n], Samples[2][offset + n]));
        }

        return first;
    }
}
