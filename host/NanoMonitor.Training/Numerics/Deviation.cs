namespace NanoMonitor.Training.Numerics;

/// <summary>Standard deviation.</summary>
internal static class Deviation
{
    /// <summary>Root of the mean squared distance from the mean.</summary>
    /// <param name="values">At least one.</param>
    public static double Of(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
