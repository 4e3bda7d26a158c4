namespace NanoMonitor.Training.Alarms;

/// <summary>What "changed since commissioning" came to on healthy recordings.</summary>
/// <param name="JudgedHours">Healthy running after the baseline was learned.</param>
/// <param name="Findings">Times the finding came.</param>
/// <param name="LargestBandOctaves">The most that a band's slow level changed.</param>
/// <param name="BandLimitOctaves">What of a band is a finding.</param>
/// <param name="LargestScoreBits">The most that the slow score changed, bits per feature.</param>
/// <param name="ScoreLimitBits">What of the score is a finding.</param>
public sealed record DriftFigures(
    double JudgedHours, int Findings, double LargestBandOctaves, double BandLimitOctaves, double LargestScoreBits, double ScoreLimitBits);
