namespace NanoMonitor.Fleet.Keys;

/// <summary>Which of the keys a node can have.</summary>
/// <param name="Generation">Of the fleet key it derives from, from 0.</param>
/// <param name="Epoch">Counts the keys of this node, over generations, too.</param>
public sealed record NodeKeyId(int Generation, int Epoch)
{
    public override string ToString() => $"key epoch {Epoch} of fleet key generation {Generation}";
}
