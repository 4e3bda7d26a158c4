namespace NanoMonitor.VirtualBoard.Storage;

/// <summary>What firmware does to its storage that a power cut can come before, into or after.</summary>
public enum StorageOperationKind
{
    /// <summary>A file is made, or emptied while opening it.</summary>
    Create,

    /// <summary>Bytes are written; can be cut in the middle.</summary>
    Write,

    /// <summary>A file is cut or grown to a length.</summary>
    SetLength,

    /// <summary>Written bytes are committed.</summary>
    Flush,

    /// <summary>A file that was open for writing is committed and closed.</summary>
    Close,

    /// <summary>A file is deleted.</summary>
    Delete,

    /// <summary>A file or folder is renamed.</summary>
    Move,

    /// <summary>A folder is made.</summary>
    CreateDirectory,

    /// <summary>A folder is deleted, with what is in it.</summary>
    DeleteDirectory,
}
