using System.Globalization;

namespace NanoMonitor.Soak.Chaos;

/// <summary>Results in words.</summary>
public static class ChaosText
{
    /// <summary>One run in some lines, and a line for each finding.</summary>
    public static string Of(ChaosResult result)
    {
        IEnumerable<string> faults = result.Faults.Where(pair => pair.Value > 0).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}"));
        string[] lines =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {result.Plan.Seed}: {(result.Passed ? "passed" : "FAILED")}, {result.Plan.Nodes} nodes, {result.Hours:F1} simulated hours in {result.WallTime.TotalSeconds:F0} s"),
            string.Create(CultureInfo.InvariantCulture, $"  faults: {string.Join(", ", faults)}, {result.HostKills} deaths of the host, {result.Starts} starts of firmware"),
            $"  rollouts: {string.Join("; ", result.Rollouts)}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {result.Manifests} manifests, published again {result.ManifestsAgain} times; {result.Messages} telemetry and event messages proven, {result.Duplicates} came twice, {result.Dropped} dropped by full stores; "
                + $"{result.Reboots} commands sent three times and obeyed once; {result.Explained} nodes say why they do not run what is desired"),
        ];
        return result.Passed
            ? string.Join('\n', lines)
            : string.Join('\n', [.. lines, .. result.Findings.Select(finding => "  " + finding), "  replay: " + result.Plan.Replay]);
    }
}
