using System.Text;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Push;

/// <summary>A weight table, checked, as it goes to nodes.</summary>
public sealed class ModelPackage
{
    /// <summary>Bytes of every chunk but the last.</summary>
    public const int ChunkBytes = PackageDigest.MinimumChunkBytes;

    private ModelPackage(byte[] bytes, WeightTable table, string modelId)
    {
        Bytes = bytes;
        Table = table;
        ModelId = modelId;
        Digest = PackageDigest.Of(bytes, ChunkBytes);
    }

    /// <summary>The table's file, as is.</summary>
    public byte[] Bytes { get; }

    public WeightTable Table { get; }

    /// <summary>A name for people; nodes report it back.</summary>
    public string ModelId { get; }

    /// <summary>32 bytes (<see cref="PackageDigest"/>).</summary>
    public byte[] Digest { get; }

    public int ChunkCount => PackageDigest.ChunkCount(Bytes.Length, ChunkBytes);

    /// <summary>Reads and checks a table's file.</summary>
    /// <param name="path">The <c>.nmt</c> file.</param>
    /// <param name="modelId">Null takes the name of the file, with everything but a-z, 0-9 and - replaced by -.</param>
    /// <exception cref="FleetException">The file cannot be read, or is no sound table.</exception>
    public static ModelPackage Read(string path, string? modelId = null) =>
        ModelFile.Read(path, bytes => Create(bytes, modelId ?? NameOf(path)));

    /// <summary>Checks a table.</summary>
    /// <exception cref="FormatException">No table, one that this build judges otherwise than the one that made it, or a bad name.</exception>
    public static ModelPackage Create(byte[] bytes, string modelId)
    {
        WeightTable table = WeightTable.Read(bytes);
        if (!new GroupMade(table).ReproducesGoldenScore())
        {
            throw new FormatException("weight table: its golden vector does not give its golden score");
        }

        return new ModelPackage(bytes, table, Names.Check("model id", modelId));
    }

    /// <summary>Chunk <paramref name="index"/> as it is published.</summary>
    public byte[] Chunk(int index) => PackageDigest.Chunk(Bytes, ChunkBytes, index);

    private static string NameOf(string path)
    {
        var name = new StringBuilder(Path.GetFileNameWithoutExtension(path).ToLowerInvariant());
        for (int i = 0; i < name.Length; i++)
        {
            if (!Names.IsName(name[i].ToString()))
            {
                name[i] = '-';
            }
        }

        string text = name.Length > Names.MaximumLength ? name.ToString(0, Names.MaximumLength) : name.ToString();
        return text.Length == 0 ? "model" : text;
    }
}
