namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>
/// A part of the way from the sensor's bytes to the decision. It lasts from the call of one of its methods to the return; what is
/// called meanwhile belongs to it, unless that begins a stage of its own.
/// </summary>
/// <param name="Name">As it stands in reports.</param>
/// <param name="Calls">How many calls within a window are told apart and numbered from 1; 1 for none.</param>
/// <param name="Methods">The methods that begin it, as Type::Method.</param>
public sealed record Stage(string Name, int Calls, params string[] Methods)
{
    /// <summary>A stage whose calls are not told apart.</summary>
    public Stage(string name, params string[] methods)
        : this(name, 1, methods)
    {
    }

    /// <summary>What its slots are called.</summary>
    public IEnumerable<string> SlotNames => Calls == 1 ? [Name] : Enumerable.Range(1, Calls).Select(call => $"{Name} {call}");
}
