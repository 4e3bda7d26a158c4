using System.Buffers.Binary;
using System.Text;

namespace NanoMonitor.Tools.TorchSharpFix;

/// <summary>A 64-bit little-endian ELF file in memory: its sections, dynamic symbols and needed versions
/// (System V ABI, chapters 4 and 5; GNU symbol versioning as in the Linux Standard Base 5.0, section 11.7).</summary>
internal sealed class ElfImage
{
    private const int SymbolSize = 24;
    private readonly byte[] bytes;

    /// <exception cref="InvalidDataException">Not such a file.</exception>
    public ElfImage(byte[] bytes)
    {
        this.bytes = bytes;
        if (bytes.Length < 64 || !bytes.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }
    }

    public byte[] Bytes => bytes;

    /// <summary>File offset of the dynamic symbol's entry and its index, or null where the file has no such symbol.</summary>
    public (int Offset, int Index)? FindSymbol(string name)
    {
        (int start, int size) = Section(".dynsym");
        for (int i = 0; i < size / SymbolSize; i++)
        {
            int entry = start + (i * SymbolSize);
            if (DynamicString(Int32(entry)) == name)
            {
                return (entry, i);
            }
        }
        return null;
    }

    /// <summary>File offset of the 16-byte `.gnu.version_r` entry (Elf64_Vernaux) of <paramref name="version"/>, or null.</summary>
    public int? FindNeededVersion(string version)
    {
        int need = Section(".gnu.version_r").Start;
        while (true)
        {
            int count = UInt16(need + 2);
            int entry = need + Int32(need + 8);
            for (int i = 0; i < count; i++)
            {
                if (DynamicString(Int32(entry + 8)) == version)
                {
                    return entry;
                }
                entry += Int32(entry + 12);
            }
            int next = Int32(need + 12);
            if (next == 0)
            {
                return null;
            }
            need += next;
        }
    }

    /// <summary>File offset of the version index (uint16) of a dynamic symbol.</summary>
    public int VersionIndexOffset(int symbolIndex) => Section(".gnu.version").Start + (symbolIndex * 2);

    private (int Start, int Size) Section(string name)
    {
        int table = checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(0x28)));
        int size = UInt16(0x3A), count = UInt16(0x3C), names = UInt16(0x3E);
        int strings = Offset(table + (names * size));
        for (int i = 0; i < count; i++)
        {
            int header = table + (i * size);
            if (Text(strings + Int32(header)) == name)
            {
                return (Offset(header), checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(header + 0x20))));
            }
        }
        throw new InvalidDataException($"the ELF file has no section {name}");
    }

    private int Offset(int header) => checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(header + 0x18)));

    private string DynamicString(int offset) => Text(Section(".dynstr").Start + offset);

    private string Text(int start) => Encoding.ASCII.GetString(bytes, start, Array.IndexOf(bytes, (byte)0, start) - start);

    private int Int32(int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));

    private int UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));
}
