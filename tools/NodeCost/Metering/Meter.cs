using System.Reflection;
using NanoMonitor.Tools.NodeCost.Cases;
using NanoMonitor.Tools.NodeCost.Firmware;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>Counts what firmware executes.</summary>
public sealed class Meter
{
    private const int Windows = 16;

    // At the metered rate these windows take exactly these seconds: one report falls among them.
    private const int WindowsBetweenReports = 125;
    private const int SecondsBetweenReports = 32;

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
    public CaseCost Window(string name, CaseShape shape, int[][]? counts = null) =>
        Measure(name, Windows, Stages.OfWindow, () => RunWindows(shape, Windows, 0, counts));

    /// <summary>The cost of a window where the plain reference computes features and score; all else is the firmware's own.</summary>
    public CaseCost Plain(string name, CaseShape shape)
    {
        int[][] counts = SimulatedMotion.Counts(CaseRunner.RowsFor(shape.WindowLength, Windows));
        CaseCost plain = Measure(name, Windows, Stages.OfWindow, () => Call(typeof(CaseRunner), nameof(CaseRunner.RunPlain), shape.ToNumbers(), counts, Windows));
        IEnumerable<CostItem> rest = Window(name, shape, counts).Stages.Where(stage => stage.Name is "capture" or "FIFO parse" or "thresholds" or "decision");
        CostItem[] stages = [.. rest.Concat(plain.Stages)
            .GroupBy(stage => stage.Name)
            .Select(stage => new CostItem(stage.Key, stage.Sum(part => part.Il), stage.Sum(part => part.Ticks)))];
        return plain with { Total = new CostItem(name, stages.Sum(stage => stage.Il), stages.Sum(stage => stage.Ticks)), Stages = stages };
    }

    /// <summary>The cost of sending telemetry once and features once, up to the outbox.</summary>
    public CaseCost Publish(string name) =>
        Measure(name, 1, Stages.OfPublish, () => RunWindows(new CaseShape(), WindowsBetweenReports, SecondsBetweenReports, null));

    /// <summary>The cost of taking one burst of a sensor apart.</summary>
    /// <param name="name">The case's name.</param>
    /// <param name="sensor">One of <see cref="SensorParts.Names"/>.</param>
    public CaseCost Burst(string name, string sensor) =>
        Measure(name, 1, Stages.All, () => Call(typeof(CaseRunner), nameof(CaseRunner.Parse), sensor));

    /// <summary>The cost of one call of a static method that instrumented assemblies have.</summary>
    /// <param name="assembly">Name of the assembly.</param>
    /// <param name="type">Full name of the type.</param>
    /// <param name="method">Name of the method.</param>
    /// <param name="arguments">Arguments of types that the base library has.</param>
    public CaseCost Method(string assembly, string type, string method, params object[] arguments)
    {
        MethodInfo called = _context.LoadFromAssemblyName(new AssemblyName(assembly)).GetType(type, throwOnError: true)!.GetMethod(method)!;
        Action call = () => called.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return Measure(method, 1, Stages.All, () => Call(typeof(Probe), nameof(Probe.Count), call));
    }

    private void RunWindows(CaseShape shape, int windows, int reportSeconds, int[][]? counts)
    {
        counts ??= SimulatedMotion.Counts(CaseRunner.RowsFor(shape.WindowLength, windows));
        Call(typeof(CaseRunner), nameof(CaseRunner.Run), shape.ToNumbers(), counts, windows, reportSeconds);
    }

    private CaseCost Measure(string name, int divisor, IReadOnlyCollection<Stage> reported, Action run)
    {
        Call(
            typeof(Probe),
            nameof(Probe.Prepare),
            _firmware.Stages.Select(stage => stage.Calls).ToArray(),
            _firmware.Blocks.Count,
            _firmware.Sites.Select(site => site.Bytes).ToArray());
        run();
        var (hits, allocations, bytes) = ((long[][], long[][], long[][]))Call(typeof(Probe), nameof(Probe.Take))!;
        return new Tally(_firmware, hits, allocations, bytes).Summarise(name, divisor, reported);
    }

    // The class of that name among the instrumented assemblies is another one than here.
    private object? Call(Type type, string method, params object[] arguments)
    {
        Type copy = _context.LoadFromAssemblyName(type.Assembly.GetName()).GetType(type.FullName!, throwOnError: true)!;
        MethodInfo called = copy.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!;
        return called.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
