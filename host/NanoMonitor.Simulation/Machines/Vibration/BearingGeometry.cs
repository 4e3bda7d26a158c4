namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>
/// A rolling bearing with fixed outer ring and its defect frequencies as multiples of shaft speed, no slip (Randall,
/// "Vibration-based Condition Monitoring", 2011, section 2.2.3; Harris and Kotzalas, "Essential Concepts of Bearing
/// Technology", 2006).
/// </summary>
/// <param name="Balls">Rolling elements, n.</param>
/// <param name="BallDiameterMm">Rolling element diameter, d.</param>
/// <param name="PitchDiameterMm">Pitch diameter, D.</param>
/// <param name="ContactAngleDegrees">Contact angle, φ.</param>
public sealed record BearingGeometry(int Balls, double BallDiameterMm, double PitchDiameterMm, double ContactAngleDegrees)
{
    /// <summary>
    /// Deep-groove ball bearing 6205 with the dimensions the Case Western Reserve University bearing data center gives
    /// (9 balls of 0.3126 in, pitch diameter 1.537 in): BPFO 3.585, BPFI 5.415, BSF 2.357, FTF 0.398.
    /// </summary>
    public static BearingGeometry Deep6205 { get; } = new(9, 7.940, 39.040, 0);

    /// <summary>Ball pass frequency, outer race: n/2 · (1 − d/D · cos φ).</summary>
    public double OuterRaceOrder => 0.5 * Balls * (1 - Ratio);

    /// <summary>Ball pass frequency, inner race: n/2 · (1 + d/D · cos φ).</summary>
    public double InnerRaceOrder => 0.5 * Balls * (1 + Ratio);

    /// <summary>Ball spin frequency: D/2d · (1 − (d/D · cos φ)²).</summary>
    public double BallSpinOrder => PitchDiameterMm / (2 * BallDiameterMm) * (1 - (Ratio * Ratio));

    /// <summary>Fundamental train (cage) frequency: ½ · (1 − d/D · cos φ).</summary>
    public double CageOrder => 0.5 * (1 - Ratio);

    private double Ratio => BallDiameterMm / PitchDiameterMm * Math.Cos(ContactAngleDegrees * Math.PI / 180);
}
