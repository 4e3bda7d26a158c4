using NanoMonitor.Tools.NodeCost.Metering;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>The cases that are reported.</summary>
public static class AllCases
{
    /// <summary>Name of the case that stands for all: three axes, 256 samples, default features, two modes without residual.</summary>
    public const string Reference = "reference";

    private const int DefaultHidden = 24;

    /// <summary>Measures every case.</summary>
    public static IEnumerable<CaseCost> Measure(Meter meter)
    {
        yield return meter.Window(Reference, new CaseShape());
        yield return meter.Window("window-128", new CaseShape(WindowLength: 128));
        yield return meter.Window("window-512", new CaseShape(WindowLength: 512));
        yield return meter.Window("modes-1", new CaseShape(ModeCount: 1));
        yield return meter.Window("modes-3", new CaseShape(ModeCount: 3));
        yield return meter.Window("modes-4", new CaseShape(ModeCount: 4));
        yield return meter.Window("residual", new CaseShape(HiddenCount: DefaultHidden));
    }
}
