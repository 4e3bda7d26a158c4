using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Simulation.Suites;

/// <summary>
/// The sessions of a case, in time: first those to learn from, then healthy and faulty ones in turn, in an order of chance, so that time,
/// mounting and mains do not give a fault away.
/// </summary>
public static class SessionPlan
{
    private const double SecondsPerDay = 86_400;
    private const double TurnDegrees = 8;
    private const double ModeShift = 0.06;
    private const double ModeGainDb = 6;
    private const double GainShiftDb = 2;
    private const double MainsSpread = 0.7;

    /// <summary>The sessions of a case and seed.</summary>
    public static IReadOnlyList<Session> Of(HardCase hardCase, long seed)
    {
        var random = new RandomStream(seed, "sessions");
        var sessions = new List<Session>();
        for (int run = 1; run <= hardCase.TrainingRuns; run++)
        {
            sessions.Add(Draw(hardCase, $"commissioning-{run}", isTraining: true, -1, 0, sessions.Count, random));
        }

        List<(string Id, int Fault, double Severity)> later = [.. Enumerable.Range(1, hardCase.HealthyRuns).Select(run => ($"healthy-{run}", -1, 0.0))];
        for (int fault = 0; fault < hardCase.Machine.Faults.Count; fault++)
        {
            SuiteFault kind = hardCase.Machine.Faults[fault];
            later.Add(($"{kind.Name}-mild", fault, hardCase.Severity * kind.Mild));
            later.Add(($"{kind.Name}-clear", fault, hardCase.Severity * kind.Clear));
        }

        foreach ((string id, int fault, double severity) in later.OrderBy(_ => random.Uniform()).ToArray())
        {
            sessions.Add(Draw(hardCase, id, isTraining: false, fault, severity, sessions.Count, random));
        }

        return sessions;
    }

    private static Session Draw(HardCase hardCase, string id, bool isTraining, int fault, double severity, int slot, RandomStream random)
    {
        double shift = hardCase.Remounting;
        return new Session(
            id,
            isTraining,
            (slot + random.Uniform(0, 0.3)) * hardCase.DaysBetween * SecondsPerDay,
            isTraining ? hardCase.TrainingWindows : hardCase.TestWindows,
            fault,
            severity,
            [TurnDegrees * shift * random.Gaussian(), TurnDegrees * shift * random.Gaussian(), TurnDegrees * shift * random.Gaussian()],
            hardCase.Machine.BracketModeHz * Math.Exp(ModeShift * shift * random.Gaussian()),
            ModeGainDb + (GainShiftDb * shift * random.Gaussian()),
            hardCase.MainsG * Math.Exp(MainsSpread * random.Gaussian()));
    }
}
