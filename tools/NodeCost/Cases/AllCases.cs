using NanoMonitor.Tools.NodeCost.Metering;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>The cases that are reported.</summary>
public static class AllCases
{
    /// <summary>Name of the case that stands for all: three axes, 256 samples, default features, two modes without residual.</summary>
    public const string Reference = "reference";

    /// <summary>Name of the case of one telemetry message and one message of features.</summary>
    public const string Publish = "publish";

    /// <summary>Name of the reference case with features and score by the plain reference.</summary>
    public const string Plain = "plain";

    /// <summary>Prefix of the cases of one burst of a sensor.</summary>
    public const string BurstPrefix = "burst-";

    /// <summary>Hidden units of the case with residual networks: as many as a training takes.</summary>
    public const int DefaultHidden = 24;

    /// <summary>The cases of windows.</summary>
    public static readonly IReadOnlyList<(string Name, CaseShape Shape)> Windows =
    [
        (Reference, new CaseShape()),
        ("window-128", new CaseShape(WindowLength: 128)),
        ("window-512", new CaseShape(WindowLength: 512)),
        ("modes-1", new CaseShape(ModeCount: 1)),
        ("modes-3", new CaseShape(ModeCount: 3)),
        ("modes-4", new CaseShape(ModeCount: 4)),
        ("modes-apart", new CaseShape(ModesApart: true)),
        ("residual", new CaseShape(HiddenCount: DefaultHidden)),
        ("velocity", new CaseShape(MeasuresVelocity: true)),
    ];

    /// <summary>Measures every case.</summary>
    public static IReadOnlyList<CaseCost> Measure(Meter meter) =>
    [
        .. Windows.Select(one => meter.Window(one.Name, one.Shape)),
        meter.Plain(Plain, new CaseShape()),
        meter.Publish(Publish),
        .. SensorParts.Names.Select(sensor => meter.Burst(BurstPrefix + sensor, sensor)),
    ];
}
