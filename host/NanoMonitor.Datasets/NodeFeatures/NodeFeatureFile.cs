using System.Buffers.Binary;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>
/// The file of one run (extension <c>.nmf</c>). Little-endian: "NMF" and version 1 (4 bytes), number of rows (4), feature spec (24,
/// see <see cref="FeatureSpec.Encode"/>); then each row: boot id (4), window number (4), temperature in 0.01 °C (4), flags (1; bit 0: flat),
/// zero (1), RMS of each axis in 0.001 g (4 · axes), features (2 · D); at the end CRC32 of all before it (4).
/// </summary>
internal static class NodeFeatureFile
{
    private const int Version = 1;
    private const int HeaderLength = 8 + FeatureSpec.EncodedLength;
    private const int FlagsAt = 12;
    private const int FlatFlag = 1;

    public static byte[] Encode(FeatureSpec spec, IReadOnlyList<FeatureWindow> windows)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("NMF"u8);
        writer.Write((byte)Version);
        writer.Write(windows.Count);
        writer.Write(spec.Encode());
        foreach (var window in windows)
        {
            writer.Write(window.BootId);
            writer.Write(window.Index);
            writer.Write(window.TemperatureCentiC);
            writer.Write((byte)(window.Flat ? FlatFlag : 0));
            writer.Write((byte)0);
            foreach (int rms in window.RmsMilliG)
            {
                writer.Write(rms);
            }

            foreach (short value in window.Values)
            {
                writer.Write(value);
            }
        }

        writer.Write(Crc32.Of(stream.GetBuffer(), 0, (int)stream.Length));
        return stream.ToArray();
    }

    /// <exception cref="DatasetException">The file is truncated, damaged, of another version, of another feature spec, or its windows are out of order.</exception>
    public static FeatureWindow[] Decode(string file, byte[] bytes, FeatureSpec spec)
    {
        if (bytes.Length < HeaderLength + 4 || !bytes.AsSpan(0, 3).SequenceEqual("NMF"u8))
        {
            throw new DatasetException($"{file}: is not a file of node features ('NMF').");
        }

        if (bytes[3] != Version)
        {
            throw new DatasetException($"{file}: has version {bytes[3]}, this program reads version {Version}.");
        }

        long rows = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4));
        int rowLength = 14 + (4 * spec.AxisCount) + (2 * spec.FeatureCount);
        if (!bytes.AsSpan(8, FeatureSpec.EncodedLength).SequenceEqual(spec.Encode()))
        {
            throw new DatasetException($"{file}: has another feature spec than {Dataset.ManifestName} says.");
        }

        if (bytes.Length != HeaderLength + (rows * rowLength) + 4)
        {
            throw new DatasetException($"{file}: has {bytes.Length} bytes, {rows} rows need {HeaderLength + (rows * rowLength) + 4}; it is truncated or damaged.");
        }

        if (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 4)) != Crc32.Of(bytes, 0, bytes.Length - 4))
        {
            throw new DatasetException($"{file}: its CRC32 does not match; it is damaged.");
        }

        var windows = new FeatureWindow[rows];
        for (int row = 0; row < windows.Length; row++)
        {
            var encoded = bytes.AsSpan(HeaderLength + (row * rowLength), rowLength);
            windows[row] = encoded[FlagsAt] <= FlatFlag && encoded[FlagsAt + 1] == 0
                ? DecodeRow(encoded, spec)
                : throw new DatasetException($"{file}: row {row + 1} has flags that this version does not know.");
        }

        return Disorder(windows) is { } disorder ? throw new DatasetException($"{file}: {disorder}") : windows;
    }

    /// <summary>Which window is out of order: the numbers of one boot rise, a boot that ended does not come back. Null where none is.</summary>
    public static string? Disorder(IReadOnlyList<FeatureWindow> windows)
    {
        var boots = new HashSet<int>();
        for (int i = 0; i < windows.Count; i++)
        {
            var window = windows[i];
            bool continues = i > 0 && windows[i - 1].BootId == window.BootId;
            if (continues ? window.Index <= windows[i - 1].Index : !boots.Add(window.BootId))
            {
                return $"window {window.Index} of boot {window.BootId} is out of order or stands twice.";
            }
        }

        return null;
    }

    private static FeatureWindow DecodeRow(ReadOnlySpan<byte> row, FeatureSpec spec)
    {
        int[] rms = new int[spec.AxisCount];
        for (int axis = 0; axis < rms.Length; axis++)
        {
            rms[axis] = BinaryPrimitives.ReadInt32LittleEndian(row[(14 + (4 * axis))..]);
        }

        short[] values = new short[spec.FeatureCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt16LittleEndian(row[(14 + (4 * rms.Length) + (2 * i))..]);
        }

        return new FeatureWindow(
            BinaryPrimitives.ReadInt32LittleEndian(row),
            BinaryPrimitives.ReadInt32LittleEndian(row[4..]),
            values,
            rms,
            BinaryPrimitives.ReadInt32LittleEndian(row[8..]),
            row[FlagsAt] == FlatFlag);
    }
}
