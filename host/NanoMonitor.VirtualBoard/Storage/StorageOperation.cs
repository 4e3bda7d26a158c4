namespace NanoMonitor.VirtualBoard.Storage;

/// <summary>One numbered change of the storage, about to happen.</summary>
/// <param name="Number">Counts from 1 over the life of the storage.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Path">To which file or folder, as <c>I:\name</c>.</param>
/// <param name="ByteCount">Bytes of a write; 0 otherwise.</param>
public sealed record StorageOperation(long Number, StorageOperationKind Kind, string Path, int ByteCount);
