using System.Text;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>
/// Bytes that objects take on the managed heap of a 32-bit node, in blocks of 12; measured on the nf-interpreter 1.17 line
/// (byte[100] 120, short[100] 228, int[100] 420, long[100] 828, object[100] 1224).
/// </summary>
public static class NodeHeap
{
    /// <summary>A boxed number.</summary>
    public const int Boxed = 24;

    private const int Block = 12;

    // With it every measured array size comes out.
    private const int ArrayHead = 20;

    /// <summary>An object with so many fields, those of its base classes included.</summary>
    public static int Object(int fields) => Block + (Block * fields);

    /// <summary>An array.</summary>
    public static int Array(int length, int elementBytes) => Blocks(ArrayHead + (length * elementBytes));

    /// <summary>A string, whose characters are kept as UTF-8 with a zero at the end.</summary>
    public static int Text(string text) => Blocks(Block + Encoding.UTF8.GetByteCount(text) + 1);

    /// <summary>Bytes of one element of an array, by the name of its type; references take a whole block.</summary>
    public static int ElementBytes(string type) => type switch
    {
        "Boolean" or "Byte" or "SByte" => 1,
        "Int16" or "UInt16" or "Char" => 2,
        "Int32" or "UInt32" or "Single" => 4,
        "Int64" or "UInt64" or "Double" => 8,
        _ => Block,
    };

    private static int Blocks(int bytes) => (bytes + Block - 1) / Block * Block;
}
