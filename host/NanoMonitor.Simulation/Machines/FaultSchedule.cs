namespace NanoMonitor.Simulation.Machines;

/// <summary>
/// How bad a fault is over time: 0 until it starts, then growing in proportion to time, then staying as it is.
/// Severity 0 is exactly the healthy machine; 1 is a fault nobody would run on with.
/// </summary>
/// <param name="StartSeconds">When it starts, in machine time.</param>
/// <param name="GrowthSeconds">Time from the start to the final severity; 0 = at once.</param>
/// <param name="FinalSeverity">Severity it ends with, 0 or more.</param>
public sealed record FaultSchedule(double StartSeconds, double GrowthSeconds, double FinalSeverity)
{
    /// <summary>No fault at any time.</summary>
    public static FaultSchedule None { get; } = new(0, 0, 0);

    /// <summary>A fault that is there from the beginning, and does not grow.</summary>
    public static FaultSchedule Constant(double severity)
    {
        return new FaultSchedule(double.NegativeInfinity, 0, severity);
    }

    /// <summary>Severity at a machine time, 0 … <see cref="FinalSeverity"/>.</summary>
    public double SeverityAt(double timeSeconds)
    {
        double since = timeSeconds - StartSeconds;
        if (since < 0)
        {
            return 0;
        }

        return since >= GrowthSeconds ? FinalSeverity : FinalSeverity * since / GrowthSeconds;
    }
}
