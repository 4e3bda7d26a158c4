using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests;

/// <summary>Generated windows whose dependence is known.</summary>
internal static class SyntheticFeatures
{
    /// <summary>One axis at 200 Hz: 18 features in groups of 4, 4, 4, 6.</summary>
    public static FeatureSpec OneAxis { get; } = new(SensorFamily.Unknown, 8, 4096, 16, 200_000, 1, 256, 256, 16, FeatureSpec.Crest | FeatureSpec.Kurtosis);

    public static FeatureSpec ThreeAxes { get; } = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000);

    public static double Normal(this Random random)
    {
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>Correlated normal features around 2000 + shift; the mixing depends on the number of features alone.</summary>
    public static FeatureWindow[] Linear(FeatureSpec spec, int count, int seed, double shift = 0)
    {
        int features = spec.FeatureCount;
        var mixing = new Random(features);
        double[][] weights = [.. Enumerable.Range(0, features).Select(i => Enumerable.Range(0, features).Select(j => j < 6 ? 0.5 * mixing.Normal() : i == j ? 1 : 0).ToArray())];
        var random = new Random(seed);
        return Windows(spec, count, () =>
        {
            double[] latent = [.. Enumerable.Range(0, features).Select(_ => random.Normal())];
            return [.. weights.Select(row => 2000 + shift + (80 * row.Zip(latent, (weight, value) => weight * value).Sum()))];
        });
    }

    /// <summary>
    /// Normal features of which eight of the last axis are the squares of the first axis' first eight, plus noise; broken, they are the
    /// squares of something else, with the same distribution each.
    /// </summary>
    public static FeatureWindow[] Squares(FeatureSpec spec, int count, int seed, bool broken)
    {
        var random = new Random(seed);
        return Windows(spec, count, () =>
        {
            double[] x = [.. Enumerable.Range(0, spec.FeatureCount).Select(_ => random.Normal())];
            double[] origin = broken ? [.. x.Select(_ => random.Normal())] : x;
            int lastAxis = spec.FeatureCount - spec.FeaturesPerAxis;
            for (int i = 0; i < 8; i++)
            {
                x[lastAxis + 8 + i] = (origin[i] * origin[i]) + (0.2 * x[lastAxis + 8 + i]);
            }

            return [.. x.Select(value => 1000 + (100 * value))];
        });
    }

    public static FeatureRun Run(string name, params FeatureWindow[][] stretches)
    {
        return new FeatureRun(name, RecordingLabel.Normal, null, stretches);
    }

    public static FeatureSet Set(FeatureSpec spec, params FeatureWindow[][] runs)
    {
        return new FeatureSet(spec, [.. runs.Select((run, index) => Run($"run{index}", run))]);
    }

    private static FeatureWindow[] Windows(FeatureSpec spec, int count, Func<double[]> next)
    {
        return [.. Enumerable.Range(0, count).Select(index => new FeatureWindow(
            1, index, Array.ConvertAll(next(), value => (short)Math.Round(value)), [.. Enumerable.Repeat(40, spec.AxisCount)], 2500, false))];
    }
}
