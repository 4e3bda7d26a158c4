using System.Globalization;
using NanoMonitor.Soak.Updates;

namespace NanoMonitor.Tools.HostBenchmarks;

/// <summary>What bringing a table to a node takes, over links that break, in simulated time and bytes of MQTT.</summary>
internal static class UpdateBenchmark
{
    private const int Seeds = 10;

    private static readonly double[] breakShares = [0, 0.01, 0.02, 0.05, 0.1];

    public static void Run()
    {
        Console.WriteLine($"A table of {UpdateRun.Run(0, seed: 1, isDutyCycled: false).TableBytes} bytes, {Seeds} seeds");
        Console.WriteLine("| node | link breaks before a packet | to trial, s (median, 95 %) | to confirmed, s | bytes down | bytes up | connections |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (bool isDutyCycled in new[] { false, true })
        {
            foreach (double share in breakShares)
            {
                Measure(share, isDutyCycled);
            }
        }
    }

    private static void Measure(double share, bool isDutyCycled)
    {
        UpdateCost[] costs = [.. Enumerable.Range(1, Seeds).Select(seed => UpdateRun.Run(share, seed, isDutyCycled))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {(isDutyCycled ? "sleeps" : "continuous")} | {share:P0} | {Two(costs, cost => cost.SecondsToTrial)} | {Two(costs, cost => cost.SecondsToEnd)} "
            + $"| {Two(costs, cost => cost.BytesDown)} | {Two(costs, cost => cost.BytesUp)} | {Two(costs, cost => cost.Connections)} |"));
    }

    private static string Two(UpdateCost[] costs, Func<UpdateCost, double> value)
    {
        double[] sorted = [.. costs.Select(value).Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:0.#}, {sorted[(int)(0.95 * (sorted.Length - 1))]:0.#}");
    }
}
