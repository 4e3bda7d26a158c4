using NanoMonitor.Core.Signal;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Tests.Machines;

/// <summary>
/// Features of later minutes against those of the first ten. The measure is the largest shift of any feature's mean between
/// the first block and a later one, in standard deviations of the first.
/// </summary>
public sealed class StationarityTests
{
    private const double Tolerated = 0.6;
    private const int BlockMinutes = 10;

    [Fact]
    public void A_healthy_fan_stays_as_it_was_learnt_for_an_hour()
    {
        Assert.InRange(LargestShift(new Fan(1), new SamplingSettings(200, 4096, 99, 121.3), blocks: 6, every: 1), 0, Tolerated);
    }

    [Fact]
    public void A_healthy_pump_stays_as_it_was_learnt_for_an_hour()
    {
        Assert.InRange(LargestShift(new Pump(1), new SamplingSettings(1000, 4096, 420, 441.6), blocks: 6, every: 8), 0, Tolerated);
    }

    [Fact]
    public void A_healthy_rig_stays_as_it_was_learnt()
    {
        Assert.InRange(LargestShift(new BearingRig(1), new SamplingSettings(4000, 4096, 1046, 1100), blocks: 2, every: 16), 0, Tolerated);
    }

    [Fact]
    public void A_small_fault_does_not_pass_as_stationary()
    {
        var fan = new Fan(1) { Fault = new FaultSchedule(600, 600, 0.1) };
        Assert.True(LargestShift(fan, new SamplingSettings(200, 4096, 99, 121.3), blocks: 3, every: 1) > 3 * Tolerated);
    }

    private static double LargestShift(Machine machine, SamplingSettings settings, int blocks, int every)
    {
        FeatureSpec spec = FeatureSpec.CreateDefault(
            SensorFamily.Mpu6886,
            8,
            (int)settings.CountsPerG,
            (int)(settings.SampleRateHz * 1000));
        var source = new AnalogFrontEnd(machine, 1);
        source.Begin(0, settings);
        double[][] first = Block(source, spec, settings, every);
        double largest = 0;
        for (int block = 1; block < blocks; block++)
        {
            double[][] later = Block(source, spec, settings, every);
            for (int i = 0; i < spec.FeatureCount; i++)
            {
                double mean = first.Average(features => features[i]);
                double deviation = Math.Sqrt(first.Average(features => Math.Pow(features[i] - mean, 2)));
                largest = Math.Max(largest, Math.Abs(later.Average(features => features[i]) - mean) / deviation);
            }
        }

        return largest;
    }

    /// <summary>Features of every so-many-th window of the next ten minutes.</summary>
    private static double[][] Block(AnalogFrontEnd source, FeatureSpec spec, SamplingSettings settings, int every)
    {
        var extractor = new FeatureExtractor(spec);
        var features = new WindowFeatures(spec);
        int[][] window = [new int[spec.WindowLength], new int[spec.WindowLength], new int[spec.WindowLength]];
        int windows = (int)(BlockMinutes * 60 * settings.SampleRateHz / spec.WindowLength);
        var block = new List<double[]>();
        for (int w = 0; w < windows; w++)
        {
            for (int n = 0; n < spec.WindowLength; n++)
            {
                source.TryNext(out CountSample sample);
                window[0][n] = sample.X;
                window[1][n] = sample.Y;
                window[2][n] = sample.Z;
            }

            if (w % every == 0)
            {
                extractor.Extract(window, 2500, features);
                block.Add([.. features.Values.Select(value => value / 256.0)]);
            }
        }

        return [.. block];
    }
}
