namespace NanoMonitor.Training.Comparison;

/// <summary>What comparisons do not count, in words.</summary>
public static class LeftOutText
{
    /// <summary>One sentence for each thing and reason, with all the places where it is so.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<CaseReport> cases)
    {
        return [.. cases
            .SelectMany(report => report.LeftOut.Select(leftOut => (LeftOut: leftOut, Place: Place(report))))
            .GroupBy(item => item.LeftOut, item => item.Place)
            .Select(group => $"{group.Key.Name} does not count in {string.Join("; ", group.Distinct())}: {group.Key.Reason}.")];
    }

    private static string Place(CaseReport report)
    {
        return report.Machine is { Length: > 0 } machine ? $"{report.Dataset}, {report.Split}, {machine}" : $"{report.Dataset}, {report.Split}";
    }
}
