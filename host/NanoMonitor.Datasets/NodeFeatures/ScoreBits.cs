namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>Scores as a node has them, Q12, and in bits a feature.</summary>
public static class ScoreBits
{
    private const double One = 1 << 12;

    /// <summary>Bits a feature.</summary>
    /// <param name="scoreQ12">A score or a difference of scores.</param>
    public static double Of(int scoreQ12) => scoreQ12 / One;

    /// <summary>Q12, rounded to nearest, halves to even, and held within half of what 32 bits hold: an untypical set may reach far.</summary>
    /// <param name="bits">Bits a feature.</param>
    public static int ToQ12(double bits) => (int)Math.Clamp(Math.Round(bits * One), int.MinValue / 2, int.MaxValue / 2);
}
