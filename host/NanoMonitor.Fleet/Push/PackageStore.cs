using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Fleet.Push;

/// <summary>The packages a broker keeps as retained chunks.</summary>
internal sealed class PackageStore(BrokerConnection connection)
{
    /// <summary>Publishes every chunk.</summary>
    /// <param name="package">The package.</param>
    /// <param name="onPublished">Takes the number of chunks published so far.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task PublishAsync(ModelPackage package, Action<int> onPublished, CancellationToken cancellationToken)
    {
        for (int i = 0; i < package.ChunkCount; i++)
        {
            await PublishChunkAsync(package, i, cancellationToken);
            onPublished(i + 1);
        }
    }

    /// <summary>Publishes again what somebody cleared before the manifest named the package.</summary>
    public async Task CompleteAsync(ModelPackage package, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> kept = await ChunksOfAsync(package.Digest, cancellationToken);
        foreach (int missing in Enumerable.Range(0, package.ChunkCount).Except(kept))
        {
            await PublishChunkAsync(package, missing, cancellationToken);
        }
    }

    /// <summary>Reads a package that the broker keeps.</summary>
    /// <returns>Its bytes, or null where chunks are missing or do not have the digest.</returns>
    public async Task<byte[]?> ReadOrNullAsync(byte[] digest, CancellationToken cancellationToken)
    {
        string filter = $"{Topics.Root}{Topics.Packages}/{Hex.Of(digest)}/+";
        byte[] bytes = [.. (await RetainedReader.ReadAsync(connection, filter, cancellationToken))
            .Select(message => (ParseOrNull(message.Topic)?.Index, message.Payload))
            .Where(chunk => chunk.Index is not null)
            .DistinctBy(chunk => chunk.Index)
            .OrderBy(chunk => chunk.Index)
            .SelectMany(chunk => chunk.Payload)];
        bool isWhole = bytes.Length is > 0 and <= PackageDigest.MaximumPackageBytes
            && Bytes.AreEqual(PackageDigest.Of(bytes, ModelPackage.ChunkBytes), digest);
        return isWhole ? bytes : null;
    }

    /// <summary>Removes the chunks of packages that no desired manifest names.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> ClearUnnamedAsync(CancellationToken cancellationToken)
    {
        // Every package has a chunk 0, which is published first and cleared last.
        string firstChunks = $"{Topics.Root}{Topics.Packages}/+/0";
        IEnumerable<byte[]> kept = (await RetainedReader.ReadAsync(connection, firstChunks, cancellationToken))
            .Select(message => ParseOrNull(message.Topic)?.Digest)
            .OfType<byte[]>();
        HashSet<string> named = await NamedDigestsAsync(cancellationToken);

        int cleared = 0;
        foreach (byte[] digest in kept.Where(digest => !named.Contains(Hex.Of(digest))))
        {
            foreach (int index in (await ChunksOfAsync(digest, cancellationToken)).OrderDescending())
            {
                await connection.ClearRetainedAsync(Topics.OfChunk(digest, index), cancellationToken);
                cleared++;
            }
        }

        return cleared;
    }

    private Task PublishChunkAsync(ModelPackage package, int index, CancellationToken cancellationToken) =>
        connection.PublishAsync(Topics.OfChunk(package.Digest, index), package.Chunk(index), retain: true, cancellationToken);

    private async Task<IReadOnlyList<int>> ChunksOfAsync(byte[] digest, CancellationToken cancellationToken)
    {
        string filter = $"{Topics.Root}{Topics.Packages}/{Hex.Of(digest)}/+";
        IReadOnlyList<BrokerMessage> chunks = await RetainedReader.ReadAsync(connection, filter, cancellationToken);
        return [.. chunks.Select(message => ParseOrNull(message.Topic)?.Index).OfType<int>()];
    }

    // A forged manifest names a package too: at worst its chunks stay.
    private async Task<HashSet<string>> NamedDigestsAsync(CancellationToken cancellationToken)
    {
        string filter = Topics.Filter(null, null, Topics.ModelDesired);
        HashSet<string> named = [];
        foreach (BrokerMessage message in await RetainedReader.ReadAsync(connection, filter, cancellationToken))
        {
            try
            {
                named.Add(Hex.Of(ModelManifest.Decode(message.Payload).Digest));
            }
            catch (FormatException)
            {
                // No manifest, so it names nothing.
            }
        }

        return named;
    }

    private static ChunkTopic? ParseOrNull(string topic)
    {
        try
        {
            return ChunkTopic.Parse(topic);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
