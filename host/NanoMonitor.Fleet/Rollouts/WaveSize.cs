using System.Globalization;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>How far a wave reaches, counted from the first node of the rollout.</summary>
/// <param name="Count">So many nodes, or null.</param>
/// <param name="Percent">So many percent of all nodes, 1 … 100, rounded up, or null.</param>
public sealed record WaveSize(int? Count, int? Percent)
{
    /// <summary>Every node.</summary>
    public static WaveSize All { get; } = new(null, 100);

    /// <summary>Reads <c>2,25%,all</c>: a canary of two nodes, then up to a quarter of all, then all.</summary>
    /// <exception cref="FormatException">It is no such list.</exception>
    public static IReadOnlyList<WaveSize> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',').Select(part => Parse(part.Trim()))];
    }

    /// <summary>The number of nodes that are reached, the waves before included.</summary>
    public int UpTo(int total) => Math.Min(total, Count ?? (int)(((long)total * Percent!.Value) + 99) / 100);

    public override string ToString() => this == All ? "all" : Count is { } count ? $"{count}" : $"{Percent}%";

    private static WaveSize Parse(string text)
    {
        bool isPercent = text.EndsWith('%');
        bool isNumber = int.TryParse(isPercent ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0;
        return (text, isNumber, isPercent) switch
        {
            ("all", _, _) => All,
            (_, true, false) => new WaveSize(number, null),
            (_, true, true) when number <= 100 => new WaveSize(null, number),
            _ => throw new FormatException($"'{text}' is no wave: a number of nodes, a percentage such as 25%, or all."),
        };
    }
}
