namespace NanoMonitor.Tools.NodeCost.Prices;

/// <summary>
/// The unit of cost: one tick is one simple IL instruction in the interpreter, about 39 machine instructions of dispatch and
/// handling of tagged values. Prices are kept in tenths of a tick, so that sums are exact.
/// </summary>
public static class Tick
{
    /// <summary>Tenths of a tick in a tick.</summary>
    public const int Tenths = 10;

    /// <summary>Whole ticks of an amount in tenths, rounded to the nearest.</summary>
    public static long Round(long tenths) => (tenths + (Tenths / 2)) / Tenths;
}
