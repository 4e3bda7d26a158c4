using NanoMonitor.Core.Model;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>
/// Which methods begin which stage: the one place to change when the way from burst to decision is built otherwise. A method
/// that no assembly has any more, and code that runs within no stage, are errors.
/// </summary>
public static class Stages
{
    /// <summary>The method whose return ends a window.</summary>
    public const string EndOfWindow = "MachineMonitor::Take";

    /// <summary>From the sensor's bytes to the decision, in the order of the reports.</summary>
    public static readonly IReadOnlyList<Stage> OfWindow =
    [
        new("capture", "SamplingLoop::Run"),
        new("FIFO parse", "Mpu6886::Parse", "Lis3dh::Parse", "TaggedFifoAccelerometer::Parse", "Adxl355::Parse", "Adxl345::Parse"),
        new("scalars", [.. Both("FeatureExtractor", "Extract", "PutScalars", "RmsMilliG"), "AxisMoments::Measure", "PlainAxisMoments::Compute"]),
        new("window", "ColumnTransform::Transform"),
        new("FFT", "Spectrum::Compute", "PlainSpectrum::Power"),
        new("bands", [.. Both("FeatureExtractor", "PutBands")]),
        new("log", "Log2Table::Q8"),
        new("standardise", [.. Both("GroupMade", "Standardise")]),
        new("mode", WeightTable.MaxModes, [.. Both("GroupMade", "EvaluateMode")]),
        new("velocity", "VelocityMeter::Add"),
        new("thresholds", "MagnitudeMonitor::Take"),
        new("drift", "DriftWatch::Take"),
        new("decision", "MachineMonitor::Take", "PlainGroupMade::Evaluate"),
    ];

    /// <summary>What is made to be sent, up to the outbox.</summary>
    public static readonly IReadOnlyList<Stage> OfPublish =
    [
        new("telemetry", "TelemetryReporter::Report"),
        new("features", "FeatureBatch::Add", "MachineMonitor::Flush"),
    ];

    /// <summary>All stages.</summary>
    public static readonly IReadOnlyList<Stage> All = [.. OfWindow, .. OfPublish];

    // A class of the firmware and the plain one beside it.
    private static IEnumerable<string> Both(string type, params string[] methods) =>
        methods.SelectMany(method => new[] { $"{type}::{method}", $"Plain{type}::{method}" });
}
