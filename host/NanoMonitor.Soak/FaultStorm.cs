using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Soak;

/// <summary>The faults of a run, all from its seed.</summary>
public static class FaultStorm
{
    // Faults come as a Poisson process; an outage seldom lasts hours.
    private const double MeanGapSeconds = 1200;

    private static readonly (FaultKind Kind, double ShortestSeconds, double LongestSeconds)[] kinds =
    [
        (FaultKind.BrokerRestart, 5, 900),
        (FaultKind.BrokerSilence, 30, 900),
        (FaultKind.WifiLoss, 30, 43_200),
        (FaultKind.DnsFailure, 30, 1800),
        (FaultKind.BusDeath, 1, 900),
        (FaultKind.PowerCut, 1, 300),
        (FaultKind.PowerCutInWrite, 1, 300),
        (FaultKind.PowerCutInWrite, 1, 300),
        (FaultKind.ClockJump, 0, 0),
    ];

    /// <summary>The faults of so many simulated seconds, in the order of their beginnings. Those of one kind may overlap.</summary>
    public static IReadOnlyList<Fault> Of(int seed, double seconds)
    {
        RandomStream random = new(seed, "storm");
        List<Fault> faults = [];
        for (double at = Gap(random); at < seconds; at += Gap(random))
        {
            (FaultKind kind, double shortest, double longest) = kinds[(int)(random.Uniform() * kinds.Length)];
            double duration = shortest == longest ? shortest : shortest * Math.Pow(longest / shortest, random.Uniform());
            faults.Add(new Fault(kind, at, duration, random.Uniform()));
        }

        return faults;
    }

    private static double Gap(RandomStream random) => -MeanGapSeconds * Math.Log(1 - random.Uniform());
}
