using NanoMonitor.Datasets.Manifests;

namespace NanoMonitor.Datasets.Temperatures;

/// <summary>How the CSV files of a <c>temperature</c> dataset are to be read: <c>samplePeriodSeconds</c> and <c>temperature</c> (<c>column</c>, <c>timestampColumn</c>, <c>unit</c>).</summary>
/// <param name="SamplePeriodSeconds">Nominal time from sample to sample.</param>
/// <param name="Column">Column of the values.</param>
/// <param name="TimestampColumn">Column of the times.</param>
/// <param name="Unit">Unit of the values as the dataset names it.</param>
public sealed record TemperatureLayout(double SamplePeriodSeconds, string Column, string TimestampColumn, string Unit)
{
    internal static TemperatureLayout Read(LocatedJson root)
    {
        var temperature = root.Required("temperature");
        return new TemperatureLayout(
            root.Required("samplePeriodSeconds").Number(1e-3, 1e9),
            temperature.Required("column").Text(),
            temperature.Required("timestampColumn").Text(),
            temperature.Optional("unit")?.Text() ?? "unknown");
    }
}
