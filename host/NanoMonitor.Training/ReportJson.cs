using System.Text.Json;

namespace NanoMonitor.Training;

/// <summary>How reports are written as JSON: names in camel case, indented, figures that cannot be had null.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static string Of<T>(T report) => JsonSerializer.Serialize(report, Options);
}
