using System.Buffers.Binary;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Tests.Model;

internal static class Tables
{
    /// <summary>The same bytes with the CRC32 at their end made right.</summary>
    public static byte[] WithValidCrc(byte[] bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32.Of(bytes, 0, bytes.Length - 4));
        return bytes;
    }
}
