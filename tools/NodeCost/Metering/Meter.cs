using System.Reflection;
using NanoMonitor.Tools.NodeCost.Cases;
using NanoMonitor.Tools.NodeCost.Firmware;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>Counts what firmware executes.</summary>
public sealed class Meter
{
    private const int Windows = 16;

    private readonly InstrumentedFirmware _firmware;
    private readonly MeterContext _context;

    /// <summary>Instruments firmware and loads it beside what runs in this program.</summary>
    public Meter(InstrumentedFirmware firmware)
    {
        _firmware = firmware;
        _context = new MeterContext(firmware.Images);
    }

    /// <summary>A meter of the firmware in a repository.</summary>
    /// <param name="root">The repository's folder.</param>
    public static Meter OfRepository(string root) =>
        new(Instrumenter.Instrument(FirmwareBuild.Compile(root), Stages.All, Stages.EndOfWindow));

    /// <summary>The cost of a window on the way from the sensor's bytes to the decision, the mean of several.</summary>
    /// <param name="name">The case's name.</param>
    /// <param name="shape">Features and model.</param>
    /// <param name="counts">[axis][row] in counts, or null for <see cref="SimulatedMotion"/>.</param>
    public CaseCost Window(string name, CaseShape shape, int[][]? counts = null)
    {
        counts ??= SimulatedMotion.Counts(CaseRunner.RowsFor(shape.WindowLength, Windows));
        int[] numbers = [shape.WindowLength, shape.AxisCount, shape.BandCount, shape.ModeCount, shape.HiddenCount];
        return Measure(name, Windows, () => Call(typeof(CaseRunner), nameof(CaseRunner.Run), numbers, counts, Windows));
    }

    private CaseCost Measure(string name, int divisor, Action run)
    {
        Call(
            typeof(Probe),
            nameof(Probe.Prepare),
            _firmware.Stages.Select(stage => stage.Calls).ToArray(),
            _firmware.Blocks.Count,
            _firmware.Sites.Select(site => site.Bytes).ToArray());
        run();
        var (hits, allocations, bytes) = ((long[][], long[][], long[][]))Call(typeof(Probe), nameof(Probe.Take))!;
        return CaseCost.From(name, divisor, _firmware, hits, allocations, bytes);
    }

    // The class of that name among the instrumented assemblies is another one than here.
    private object? Call(Type type, string method, params object[] arguments)
    {
        Type copy = _context.LoadFromAssemblyName(type.Assembly.GetName()).GetType(type.FullName!, throwOnError: true)!;
        MethodInfo called = copy.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!;
        return called.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
