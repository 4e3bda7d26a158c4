namespace NanoMonitor.Node.Tests.Rig;

/// <summary>Somebody who looks at the LED: notes when it goes on and off.</summary>
internal sealed class LedWatch
{
    // A transfer on a bus stops all of the node's threads for as long as it takes.
    private const double ToleranceMs = 35;

    private readonly NodeRig _rig;
    private readonly List<(double AtMs, bool Lit)> _changes = [];

    public LedWatch(NodeRig rig, int pin, bool activeLow = false)
    {
        _rig = rig;
        rig.Board.Pins.Changed += (changed, high, microseconds) =>
        {
            if (changed == pin)
            {
                _changes.Add((microseconds * 1e-3, high != activeLow));
            }
        };
    }

    public int ChangeCount => _changes.Count;

    /// <summary>Watches for a while and compares.</summary>
    /// <param name="spansMs">Light, dark, light … as they repeat.</param>
    public void Shows(params int[] spansMs)
    {
        double from = _rig.NowSeconds * 1000;
        _rig.Advance(Math.Max(3, 2.5 * spansMs.Sum() / 1000));
        (double AtMs, bool Lit)[] changes = [.. _changes.Where(change => change.AtMs > from).SkipWhile(change => !change.Lit)];
        double[] seen = [.. changes.Zip(changes.Skip(1), (first, second) => second.AtMs - first.AtMs)];
        Assert.True(seen.Length >= spansMs.Length, $"only {seen.Length} spans");
        bool fits = Enumerable.Range(0, spansMs.Length / 2).Any(shift =>
            seen.Select((span, i) => Math.Abs(span - spansMs[(i + (2 * shift)) % spansMs.Length])).All(error => error <= ToleranceMs));
        Assert.True(fits, $"expected {string.Join(' ', spansMs)}, seen {string.Join(' ', seen.Select(span => span.ToString("F0")))}");
    }
}
