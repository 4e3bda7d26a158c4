using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>A rollout that this host works on, and no other.</summary>
public sealed class RolloutStore : IDisposable
{
    private readonly FileStream hold;

    internal RolloutStore(RolloutFolder folder, RolloutRecord record, FileStream hold)
    {
        Folder = folder;
        Record = record;
        this.hold = hold;
    }

    public RolloutFolder Folder { get; }

    public RolloutRecord Record { get; }

    /// <summary>Keeps the record as it is now: whole, or as it was before.</summary>
    /// <exception cref="FleetException">It cannot be written.</exception>
    public void Save() => Folder.Save(Record);

    /// <summary>What a person has asked since this was called last.</summary>
    public RolloutRequest? TakeRequest() => Folder.TakeRequest(Record.Name);

    /// <summary>Lets others work on it.</summary>
    public void Dispose() => hold.Dispose();
}
