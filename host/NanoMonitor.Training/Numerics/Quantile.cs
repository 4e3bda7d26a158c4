namespace NanoMonitor.Training.Numerics;

/// <summary>Order statistics.</summary>
public static class Quantile
{
    /// <summary>The value below which a share of the values lies, interpolated between neighbours (position share · (n − 1)).</summary>
    /// <param name="values">At least one.</param>
    /// <param name="share">0 … 1.</param>
    public static double Of(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        double upper = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + ((position - below) * (upper - sorted[below]));
    }
}
