using NanoMonitor.Core.Signal;

namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>Features in words.</summary>
public static class FeatureText
{
    /// <summary>The feature's name, with the frequencies in Hz a band covers: <c>x.band05 (4–5 Hz)</c>.</summary>
    /// <param name="spec">What the features mean; null gives the bare index.</param>
    /// <param name="feature">Index into the feature vector.</param>
    public static string Describe(FeatureSpec? spec, int feature)
    {
        if (spec is null || feature < 0 || feature >= spec.FeatureCount)
        {
            return $"feature {feature}";
        }

        string name = spec.FeatureName(feature);
        int within = feature % spec.FeaturesPerAxis;
        bool isBand = feature < spec.AxisCount * spec.FeaturesPerAxis && within < spec.BandCount;
        if (!isBand)
        {
            return name;
        }

        double binHz = spec.SampleRateMilliHz / 1000.0 / spec.WindowLength;
        double low = (spec.BandEdges[within] - 0.5) * binHz;
        double high = (spec.BandEdges[within + 1] - 0.5) * binHz;
        return $"{name} ({Hertz(low)}–{Hertz(high)} Hz)";
    }

    /// <summary>What distinguishes two specs, in words; empty where nothing does.</summary>
    public static string Difference(FeatureSpec expected, FeatureSpec actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        List<string> differences = [];
        Compare("sensor", SensorFamily.Name(expected.SensorFamily), SensorFamily.Name(actual.SensorFamily));
        Compare("range ±g", expected.RangeG, actual.RangeG);
        Compare("counts per g", expected.CountsPerG, actual.CountsPerG);
        Compare("sample bits", expected.SampleBits, actual.SampleBits);
        Compare("sample rate Hz", expected.SampleRateMilliHz / 1000.0, actual.SampleRateMilliHz / 1000.0);
        Compare("axes", expected.AxisCount, actual.AxisCount);
        Compare("window", expected.WindowLength, actual.WindowLength);
        Compare("hop", expected.Hop, actual.Hop);
        Compare("bands", expected.BandCount, actual.BandCount);
        Compare("scalars", expected.Scalars, actual.Scalars);
        return string.Join(", ", differences);

        void Compare<T>(string what, T first, T second)
        {
            if (!Equals(first, second))
            {
                differences.Add($"{what} {first} against {second}");
            }
        }
    }

    private static string Hertz(double value) => value < 10 ? $"{value:0.0}" : $"{value:0}";
}
