using System.Buffers.Binary;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>Three 16-bit output words, x, y and z, each low byte first.</summary>
internal static class OutputWords
{
    /// <summary>Bytes of the three.</summary>
    public const int Length = 6;

    /// <summary>Puts a sample's counts into six bytes, moved left by some places.</summary>
    public static void Write(Span<byte> words, CountSample sample, int shift)
    {
        BinaryPrimitives.WriteInt16LittleEndian(words, (short)(sample.X << shift));
        BinaryPrimitives.WriteInt16LittleEndian(words[2..], (short)(sample.Y << shift));
        BinaryPrimitives.WriteInt16LittleEndian(words[4..], (short)(sample.Z << shift));
    }

    /// <summary>Takes the counts out of them again.</summary>
    public static AccelerometerFrame Read(ReadOnlySpan<byte> words, int shift)
    {
        return new AccelerometerFrame(
            BinaryPrimitives.ReadInt16LittleEndian(words) >> shift,
            BinaryPrimitives.ReadInt16LittleEndian(words[2..]) >> shift,
            BinaryPrimitives.ReadInt16LittleEndian(words[4..]) >> shift,
            0);
    }
}
