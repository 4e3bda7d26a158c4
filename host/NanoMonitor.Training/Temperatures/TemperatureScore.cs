namespace NanoMonitor.Training.Temperatures;

/// <summary>How far a temperature is from where it used to be, in standard deviations of the reference.</summary>
/// <param name="Jump">Of the last quarter of an hour.</param>
/// <param name="Trend">Of the last day.</param>
public readonly record struct TemperatureScore(double Jump, double Trend)
{
    /// <summary>A jump that counts.</summary>
    public const double JumpLimit = 4;

    /// <summary>A trend that counts.</summary>
    public const double TrendLimit = 2.5;

    /// <summary>Both as one: 1 and above counts.</summary>
    public double Value => Math.Max(Jump / JumpLimit, Trend / TrendLimit);
}
