using System.Text.Json.Serialization;

namespace NanoMonitor.Fleet.Rollouts.Health;

/// <summary>A node's health over some time.</summary>
public sealed record HealthCount
{
    /// <summary>Changes of state into warning or alarm that the model is the cause of.</summary>
    public int Raises { get; init; }

    /// <summary>Telemetry messages.</summary>
    public int Summaries { get; init; }

    public int WindowsJudged { get; init; }

    public int WindowsVoided { get; init; }

    /// <summary>Whether the model's judgement was warning or alarm in the end.</summary>
    public bool IsRaised { get; init; }

    /// <summary>Voided windows in percent of all; 0 where there were none.</summary>
    [JsonIgnore]
    public double VoidedPercent => WindowsVoided == 0 ? 0 : 100.0 * WindowsVoided / (WindowsJudged + WindowsVoided);

    public HealthCount Plus(HealthIncrement increment)
    {
        ArgumentNullException.ThrowIfNull(increment);
        return this with
        {
            Raises = Raises + increment.Raises,
            Summaries = Summaries + increment.Summaries,
            WindowsJudged = WindowsJudged + increment.WindowsJudged,
            WindowsVoided = WindowsVoided + increment.WindowsVoided,
        };
    }

    /// <summary>What is worse than it was; null where nothing is.</summary>
    /// <param name="before">Over as long a time.</param>
    /// <param name="voidedRisePoints">Percentage points by which the share of voided windows may rise.</param>
    public string? WorseThan(HealthCount before, int voidedRisePoints)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (Raises > before.Raises)
        {
            return $"{Raises} warnings or alarms after the update, {before.Raises} before";
        }

        if (IsRaised && !before.IsRaised)
        {
            return "in warning or alarm after the update, not before";
        }

        return VoidedPercent > before.VoidedPercent + voidedRisePoints
            ? FormattableString.Invariant($"{VoidedPercent:0.#} % of the windows voided after the update, {before.VoidedPercent:0.#} % before")
            : null;
    }
}
