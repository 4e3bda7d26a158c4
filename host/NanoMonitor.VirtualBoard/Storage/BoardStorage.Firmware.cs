namespace NanoMonitor.VirtualBoard.Storage;

/// <content>What firmware does to the storage, through File, FileStream and Directory.</content>
public sealed partial class BoardStorage
{
    internal bool FileExists(string path)
    {
        lock (gate)
        {
            return files.ContainsKey(path);
        }
    }

    internal bool FolderExists(string path)
    {
        lock (gate)
        {
            return folders.Contains(path);
        }
    }

    internal string[] FilesIn(string folder)
    {
        lock (gate)
        {
            ThrowIfNoFolder(folder);
            return [.. files.Keys.Where(path => StoragePath.IsIn(path, folder)).Order(StringComparer.Ordinal)];
        }
    }

    internal string[] FoldersIn(string folder)
    {
        lock (gate)
        {
            ThrowIfNoFolder(folder);
            return [.. folders.Where(path => StoragePath.IsIn(path, folder)).Order(StringComparer.Ordinal)];
        }
    }

    internal FileHandle Open(PowerCycle cycle, string path, FileMode mode, FileAccess access, FileShare share)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            if (folders.Contains(path))
            {
                throw new IOException($"'{path}' is a folder.");
            }

            bool exists = files.TryGetValue(path, out StoredFile? file);
            if (!exists && mode is FileMode.Open or FileMode.Truncate && file == null)
            {
                throw new IOException($"There is no file '{path}'.");
            }

            if (exists && mode == FileMode.CreateNew)
            {
                throw new IOException($"'{path}' exists already.");
            }

            if (exists && file!.Handles.Any(handle => handle.ConflictsWith(access, share)))
            {
                throw new IOException($"'{path}' is open already.");
            }

            if (!exists)
            {
                ThrowIfNoFolder(StoragePath.Parent(path)!);
                MakeRoom(1);
                file = new StoredFile(path);
                StoredFile made = file;
                Operate(cycle, StorageOperationKind.Create, path, () => files.Add(path, made), made);
            }
            else if (mode is FileMode.Create or FileMode.Truncate && file!.Length > 0)
            {
                StoredFile emptied = file;
                Operate(cycle, StorageOperationKind.Create, path, () => emptied.SetLength(0), emptied);
            }

            FileHandle opened = new(file!, access, share);
            file!.Handles.Add(opened);
            if (mode == FileMode.Append)
            {
                opened.Position = file.Length;
            }

            return opened;
        }
    }

    internal int Read(PowerCycle cycle, FileHandle handle, Span<byte> target)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            int count = handle.File.Read(handle.Position, target);
            handle.Position += count;
            return count;
        }
    }

    internal void Write(PowerCycle cycle, FileHandle handle, ReadOnlySpan<byte> source)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            StoredFile file = handle.File;
            int end = Math.Max(file.Length, handle.Position + source.Length);
            MakeRoom(StoredFile.BlocksFor(end) - file.Blocks);
            int? cut = Announce(StorageOperationKind.Write, file.Path, source.Length);
            int count = Math.Clamp(cut ?? source.Length, 0, source.Length);
            if (count > 0)
            {
                file.Write(handle.Position, source[..count]);
                handle.Position += count;
                mirror?.Save(file);
            }

            CutIf(cycle, cut);
        }
    }

    internal void SetLength(PowerCycle cycle, FileHandle handle, int length)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            MakeRoom(StoredFile.BlocksFor(length) - handle.File.Blocks);
            Operate(cycle, StorageOperationKind.SetLength, handle.File.Path, () => handle.File.SetLength(length), handle.File);
        }
    }

    internal void Flush(PowerCycle cycle, FileHandle handle)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            if (handle.CanWrite)
            {
                Operate(cycle, StorageOperationKind.Flush, handle.File.Path, handle.File.Commit, handle.File);
            }
        }
    }

    internal void Close(PowerCycle cycle, FileHandle handle)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            if (handle.CanWrite)
            {
                Operate(cycle, StorageOperationKind.Close, handle.File.Path, handle.File.Commit, handle.File);
            }

            handle.File.Handles.Remove(handle);
        }
    }

    internal void Delete(PowerCycle cycle, string path)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            if (folders.Contains(path))
            {
                throw new IOException($"'{path}' is a folder.");
            }

            ThrowIfNoFolder(StoragePath.Parent(path)!);
            if (files.TryGetValue(path, out StoredFile? file))
            {
                ThrowIfOpen(file);
                Operate(cycle, StorageOperationKind.Delete, path, () => Forget(path));
            }
        }
    }

    internal void Move(PowerCycle cycle, string source, string destination)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            if (!files.TryGetValue(source, out StoredFile? file))
            {
                throw new IOException($"There is no file '{source}'.");
            }

            ThrowIfOpen(file);
            ThrowIfTaken(destination);
            ThrowIfNoFolder(StoragePath.Parent(destination)!);
            Operate(cycle, StorageOperationKind.Move, source, () => Rename(file, destination));
        }
    }

    internal void CreateFolder(PowerCycle cycle, string path)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            if (folders.Contains(path))
            {
                return;
            }

            ThrowIfTaken(path);
            ThrowIfNoFolder(StoragePath.Parent(path)!);
            MakeRoom(2);
            Operate(cycle, StorageOperationKind.CreateDirectory, path, () => folders.Add(path));
        }
    }

    internal void DeleteFolder(PowerCycle cycle, string path, bool recursive)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            ThrowIfNoFolder(path);
            string[] inside = [.. files.Keys.Where(name => StoragePath.IsBelow(name, path))];
            string[] insideFolders = [.. folders.Where(name => StoragePath.IsBelow(name, path))];
            if (path == StoragePath.Root || (!recursive && inside.Length + insideFolders.Length > 0))
            {
                throw new IOException($"The folder '{path}' is not empty.");
            }

            foreach (string name in inside)
            {
                ThrowIfOpen(files[name]);
            }

            Operate(cycle, StorageOperationKind.DeleteDirectory, path, () =>
            {
                foreach (string name in inside)
                {
                    Forget(name);
                }

                folders.ExceptWith(insideFolders);
                folders.Remove(path);
            });
        }
    }

    internal void MoveFolder(PowerCycle cycle, string source, string destination)
    {
        lock (gate)
        {
            ThrowIfDead(cycle);
            ThrowIfNoFolder(source);
            ThrowIfTaken(destination);
            ThrowIfNoFolder(StoragePath.Parent(destination)!);
            string[] inside = [.. files.Keys.Where(name => StoragePath.IsBelow(name, source))];
            string[] moved = [source, .. folders.Where(name => StoragePath.IsBelow(name, source))];
            foreach (string name in inside)
            {
                ThrowIfOpen(files[name]);
            }

            Operate(cycle, StorageOperationKind.Move, source, () =>
            {
                folders.ExceptWith(moved);
                folders.UnionWith(moved.Select(name => destination + name[source.Length..]));
                foreach (string name in inside)
                {
                    Rename(files[name], destination + name[source.Length..]);
                }
            });
        }
    }

    /// <summary>Forgets who had what open, and what was not yet safe.</summary>
    internal void LosePower()
    {
        lock (gate)
        {
            foreach (StoredFile file in files.Values)
            {
                file.Handles.Clear();
                if (UnflushedWritesAreLost && file.Committed != null)
                {
                    file.Revert();
                    mirror?.Save(file);
                }
                else
                {
                    file.Commit();
                }
            }
        }
    }

    private static void ThrowIfDead(PowerCycle cycle)
    {
        if (cycle.Dead)
        {
            throw new BoardDeadException();
        }
    }

    private static void ThrowIfOpen(StoredFile file)
    {
        if (file.Handles.Count > 0)
        {
            throw new IOException($"'{file.Path}' is open.");
        }
    }

    private static void CutIf(PowerCycle cycle, int? cut)
    {
        if (cut != null)
        {
            cycle.Board.PowerCut();
            throw new BoardDeadException();
        }
    }

    private int? Announce(StorageOperationKind kind, string path, int byteCount)
    {
        OperationCount++;
        return PowerCutAt?.Invoke(new StorageOperation(OperationCount, kind, path, byteCount));
    }

    private void Operate(PowerCycle cycle, StorageOperationKind kind, string path, Action change, StoredFile? changed = null)
    {
        int? cut = Announce(kind, path, 0);
        if (cut is null or > 0)
        {
            change();
            if (changed != null)
            {
                mirror?.Save(changed);
            }
        }

        CutIf(cycle, cut);
    }

    private void Forget(string path)
    {
        files.Remove(path);
        mirror?.Delete(path);
    }

    private void Rename(StoredFile file, string destination)
    {
        Forget(file.Path);
        file.Path = destination;
        files.Add(destination, file);
        mirror?.Save(file);
    }

    private void MakeRoom(int blocks)
    {
        if (blocks > 0 && (UsedBlocks + blocks) * (long)BlockBytes > CapacityBytes)
        {
            throw new IOException($@"I:\ is full: {UsedBlocks * BlockBytes} of {CapacityBytes} bytes are taken, {blocks * BlockBytes} more are needed.");
        }
    }

    private void ThrowIfNoFolder(string path)
    {
        if (!folders.Contains(path))
        {
            throw new IOException($"There is no folder '{path}'.");
        }
    }

    private void ThrowIfTaken(string path)
    {
        if (files.ContainsKey(path) || folders.Contains(path))
        {
            throw new IOException($"'{path}' exists already.");
        }
    }
}
