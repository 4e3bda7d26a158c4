using System.Globalization;

namespace NanoMonitor.Soak;

/// <summary>Results in words.</summary>
public static class SoakText
{
    /// <summary>One run in a line, and a line for each finding.</summary>
    public static string Of(SoakResult result)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {result.Plan.Seed}: {(result.Passed ? "passed" : "FAILED")}, {result.Faults.Values.Sum()} faults, {result.Boots} boots, {result.Starts} starts, "
            + $"{result.Telemetry} telemetry, {result.Events} events, {result.FeatureMessages} feature messages, {result.Duplicates} came twice, "
            + $"{result.Dropped} dropped, {(double)result.Writes / result.Starts:F1} files written a start, {result.WallTime.TotalSeconds:F1} s");
        return result.Passed ? line : string.Join('\n', [line, .. result.Findings.Select(finding => "  " + finding), "  replay: " + result.Plan.Replay]);
    }

    /// <summary>All runs together.</summary>
    public static string Summary(IReadOnlyList<SoakResult> results)
    {
        IEnumerable<string> kinds = Enum.GetValues<FaultKind>()
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{results.Sum(result => result.Faults.GetValueOrDefault(kind))} {kind}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} seeds of {results.Sum(result => result.Plan.Hours)} simulated hours, {results.Count(result => !result.Passed)} failed. Faults: {string.Join(", ", kinds)}. "
            + $"{results.Sum(result => result.Telemetry + result.Events)} telemetry and event messages proven, {results.Sum(result => result.Dropped)} dropped by full stores.");
    }
}
