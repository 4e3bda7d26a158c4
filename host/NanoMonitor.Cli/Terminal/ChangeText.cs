using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Watch;

namespace NanoMonitor.Cli.Terminal;

/// <summary>News of nodes as lines of text.</summary>
internal static class ChangeText
{
    /// <summary>One line without its time; null for what is not worth a line.</summary>
    public static string? Describe(FleetChange change) => Line(change) is { } line ? PrintableText.Of(line) : null;

    private static string? Line(FleetChange change) => change.Content switch
    {
        NodeCondition condition => IsTold(condition, change.Node) ? null : $"{change.Node.Id} is {condition}",
        HealthEvent healthEvent => $"{change.Node.Id} {Describe(healthEvent, change.Node)}",
        Birth birth => $"{change.Node.Id} says hello: firmware {birth.Firmware}, sensor {birth.Sensor} {birth.SensorStatus}, "
            + $"model {(birth.ModelId.Length == 0 ? "none" : $"{birth.ModelId} #{birth.Generation}")}, booted by {birth.BootReason}",
        ModelReport report => $"{change.Node.Id} model {report.ModelId} #{report.Generation}: {Describe(report)}",
        Telemetry telemetry => $"{change.Node.Id} {Describe(telemetry, change.Node.Birth?.Spec)}",
        _ => null,
    };

    // The event before has said so already.
    private static bool IsTold(NodeCondition condition, NodeView node) =>
        node.Events.Count > 0 && node.Events[^1].State == condition.State;

    private static string Describe(HealthEvent healthEvent, NodeView node)
    {
        string text = $"EVENT {HealthState.Name(healthEvent.StateBefore)} -> {HealthState.Name(healthEvent.State)} at window {healthEvent.Window}";
        if (CauseText.Describe(healthEvent.Cause) is { } cause)
        {
            text += $": {cause}";
        }
        else if (healthEvent.MeanScore != Score.None)
        {
            text += $", score {ScoreBits.Of(healthEvent.MeanScore):0.00}";
        }

        IReadOnlyList<string> blamed = node.BlamedBy(healthEvent);
        return blamed.Count == 0 ? text : $"{text}, blames {string.Join(", ", blamed)}";
    }

    private static string Describe(ModelReport report)
    {
        string text = report.Status == ModelReport.Receiving ? $"receiving chunk {report.Chunk} of {report.Chunks}" : report.Status;
        return report.Reason.Length == 0 ? text : $"{text}: {report.Reason}";
    }

    private static string Describe(Telemetry telemetry, FeatureSpec? spec)
    {
        string score = telemetry.MeanScore == Score.None ? "no score" : $"score {ScoreBits.Of(telemetry.MeanScore):0.00}";
        string temperature = telemetry.TemperatureCentiC == Telemetry.NoTemperature ? "" : $", {telemetry.TemperatureCentiC / 100.0:0.0} °C";
        string velocity = CauseText.Velocity(telemetry) is { } v ? $", {v}" : "";
        string cause = CauseText.Describe(telemetry.Cause) is { } c ? $" ({c})" : "";
        string findings = string.Concat(CauseText.Findings(telemetry, spec).Select(finding => $"; {finding}"));
        return $"{HealthState.Name(telemetry.State)}{cause}, {score}{temperature}, RMS {string.Join('/', telemetry.RmsMilliG)} mg{velocity}, "
            + $"{Counted.Of(telemetry.WindowsJudged, "window")}, {telemetry.WindowsVoided} voided{findings}";
    }
}
