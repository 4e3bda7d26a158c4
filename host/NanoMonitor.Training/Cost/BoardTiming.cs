namespace NanoMonitor.Training.Cost;

/// <summary>
/// How long a tick takes on a board. Estimates, derived from one published GPIO loop: no loop of this firmware has been timed on a
/// board yet, so they come with a range.
/// </summary>
/// <param name="Name">The board.</param>
/// <param name="MicrosecondsPerTick">The likely time.</param>
/// <param name="Least">The shortest likely time.</param>
/// <param name="Most">The longest likely time.</param>
public sealed record BoardTiming(string Name, double MicrosecondsPerTick, double Least, double Most)
{
    /// <summary>The boards that estimates are given for.</summary>
    public static readonly IReadOnlyList<BoardTiming> All =
    [
        new("ESP32 at 240 MHz (S3, PSRAM builds)", 0.25, 0.17, 0.5),
        new("stock ESP32_REV3", 0.65, 0.5, 1.3),
    ];

    /// <summary>Milliseconds: the likely time and its range, as "32.5 (22.1–65.0)".</summary>
    public string Milliseconds(long ticks) =>
        FormattableString.Invariant($"{ticks * MicrosecondsPerTick / 1000:F1} ({ticks * Least / 1000:F1}–{ticks * Most / 1000:F1})");

    /// <summary>Percent of a period: the likely part and its range, as "13 (9–25)".</summary>
    /// <param name="ticks">Ticks in each period.</param>
    /// <param name="periodMicroseconds">The period.</param>
    public string Duty(long ticks, double periodMicroseconds)
    {
        double percent = 100 * ticks / periodMicroseconds;
        return FormattableString.Invariant($"{percent * MicrosecondsPerTick:F0} ({percent * Least:F0}–{percent * Most:F0})");
    }
}
