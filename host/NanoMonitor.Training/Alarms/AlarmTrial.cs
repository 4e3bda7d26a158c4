using NanoMonitor.Core.Model;

namespace NanoMonitor.Training.Alarms;

/// <summary>Tries a policy on a case.</summary>
public static class AlarmTrial
{
    private const double MinuteSeconds = 60;

    /// <summary>Healthy recordings first, so that what is learned of an installation is learned on them, then the faulty ones.</summary>
    public static AlarmFigures Run(AlarmCase one, AlarmPolicy policy)
    {
        var replay = new AlarmReplay(one.Evidence, policy);
        int[][] healthy = [.. one.Healthy.Select(replay.States)];
        int[][] faulty = [.. one.Faulty.Select(replay.States)];
        return Count(policy.Name, one.Evidence.HopSeconds, healthy, faulty);
    }

    /// <summary>Counts what states say.</summary>
    /// <param name="policy">What decided.</param>
    /// <param name="hopSeconds">From window to window.</param>
    /// <param name="healthy">A state for each window of each healthy recording.</param>
    /// <param name="faulty">The same of each faulty one.</param>
    public static AlarmFigures Count(string policy, double hopSeconds, IReadOnlyList<int[]> healthy, IReadOnlyList<int[]> faulty)
    {
        int windows = healthy.Sum(states => states.Length);
        double[] alarms = [.. faulty.Select(states => First(states, state => state == HealthState.Alarm) * hopSeconds)];
        double[] warnings = [.. faulty.Select(states => First(states, IsWarned) * hopSeconds)];
        return new AlarmFigures(
            policy,
            windows * hopSeconds / 3600,
            healthy.Sum(states => Entries(states, IsWarned)),
            healthy.Sum(states => Entries(states, state => state == HealthState.Alarm)),
            healthy.Sum(states => Entries(states, state => state == HealthState.SensorFault)),
            windows == 0 ? 0 : healthy.Sum(states => states.Count(IsWarned)) / (double)windows,
            faulty.Count,
            alarms.Count(double.IsFinite),
            alarms.Count(delay => delay <= MinuteSeconds),
            warnings.Count(double.IsFinite),
            warnings.Count(delay => delay <= MinuteSeconds),
            [.. alarms.Where(double.IsFinite)]);
    }

    private static bool IsWarned(int state) => state is HealthState.Warning or HealthState.Alarm;

    private static int Entries(int[] states, Func<int, bool> within)
    {
        return Enumerable.Range(0, states.Length).Count(i => within(states[i]) && (i == 0 || !within(states[i - 1])));
    }

    // Windows up to the end of the first such one.
    private static double First(int[] states, Func<int, bool> such)
    {
        int index = Array.FindIndex(states, state => such(state));
        return index < 0 ? double.PositiveInfinity : index + 1;
    }
}
