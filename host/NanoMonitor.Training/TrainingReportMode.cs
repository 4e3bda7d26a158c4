namespace NanoMonitor.Training;

/// <summary>An operating mode in a <see cref="TrainingReport"/>.</summary>
/// <param name="Share">Its share of the windows.</param>
/// <param name="Runs">Runs in which it occurred.</param>
/// <param name="Periods">When, the first ones.</param>
/// <param name="PeriodCount">How many periods there were.</param>
public sealed record TrainingReportMode(double Share, int Runs, IReadOnlyList<TrainingReportPeriod> Periods, int PeriodCount)
{
    private const int MostPeriods = 20;

    internal static TrainingReportMode Of(ModeHistory mode)
    {
        return new TrainingReportMode(
            mode.Share,
            mode.Runs,
            [.. mode.Periods.Take(MostPeriods).Select(period => new TrainingReportPeriod(period.Run, period.FromSeconds, period.ToSeconds))],
            mode.Periods.Count);
    }
}
