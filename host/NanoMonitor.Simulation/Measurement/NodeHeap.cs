using System.Text;

namespace NanoMonitor.Simulation.Measurement;

/// <summary>
/// Bytes that objects take on the managed heap of a 32-bit node, in blocks of 12; measured on the nf-interpreter 1.17 line
/// (byte[100] 120, short[100] 228, int[100] 420, long[100] 828, object[100] 1224).
/// </summary>
public static class NodeHeap
{
    /// <summary>A boxed number.</summary>
    public const int Boxed = 2 * Block;

    private const int Block = 12;

    // With it every measured array size comes out.
    private const int ArrayHead = 20;

    /// <summary>An object with so many fields, those of its base classes included.</summary>
    public static int Object(int fields) => Block + (Block * fields);

    /// <summary>An array of elements of a type.</summary>
    public static int Array(int length, TypeCode element) => Blocks(ArrayHead + (length * ElementBytes(element)));

    /// <summary>A string: a block, and its characters as UTF-8 with a zero at the end; those of a literal stay in flash.</summary>
    public static int Text(string text, bool isLiteral = false) => Block + (isLiteral ? 0 : Blocks(Encoding.UTF8.GetByteCount(text) + 1));

    private static int Blocks(int bytes) => (bytes + Block - 1) / Block * Block;

    // References take a whole block.
    private static int ElementBytes(TypeCode element) => element switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ => Block,
    };
}
