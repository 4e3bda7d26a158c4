namespace NanoMonitor.Training.Temperatures;

/// <summary>
/// Judges a slow temperature by itself, without training: the median of the last quarter of an hour (a jump) and of the last day (a trend)
/// against a reference, the week that ended a day ago. Its spread is (95 % − 5 % quantile) / 3.29, that of a normal density between those
/// quantiles, and at least half a unit, so that a coarse sensor at rest is not a cause. Medians pass over single wild values.
/// </summary>
public sealed class TemperatureWatch
{
    private const double JumpSeconds = 900;
    private const double DaySeconds = 86400;
    private const double WeekSeconds = 7 * DaySeconds;
    private const double QuantileShare = 0.05;
    private const double NormalWidth = 3.29;
    private const double LeastSpread = 0.5;

    private readonly Queue<double> lately = new();
    private readonly SortedWindow jump;
    private readonly SortedWindow day;
    private readonly SortedWindow reference;
    private readonly int daySamples;

    /// <param name="samplePeriodSeconds">Time from sample to sample, up to a day.</param>
    public TemperatureWatch(double samplePeriodSeconds)
    {
        int Samples(double seconds) => Math.Max(1, (int)Math.Round(seconds / samplePeriodSeconds));
        jump = new SortedWindow(Samples(JumpSeconds));
        day = new SortedWindow(Samples(DaySeconds));
        reference = new SortedWindow(Samples(WeekSeconds));
        daySamples = Samples(DaySeconds);
    }

    /// <summary>Takes the next value.</summary>
    /// <returns>Its score; zero until the reference holds a day.</returns>
    public TemperatureScore Take(double value)
    {
        jump.Add(value);
        day.Add(value);
        lately.Enqueue(value);
        if (lately.Count > daySamples)
        {
            reference.Add(lately.Dequeue());
        }

        if (reference.Count < daySamples)
        {
            return default;
        }

        double usual = reference.Quantile(0.5);
        double spread = Math.Max(LeastSpread, (reference.Quantile(1 - QuantileShare) - reference.Quantile(QuantileShare)) / NormalWidth);
        return new TemperatureScore(Math.Abs(jump.Quantile(0.5) - usual) / spread, Math.Abs(day.Quantile(0.5) - usual) / spread);
    }
}
