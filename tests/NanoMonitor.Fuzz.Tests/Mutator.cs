using System.Buffers.Binary;
using System.Text;

namespace NanoMonitor.Fuzz.Tests;

/// <summary>Damages samples the ways files and messages get damaged, or forged.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> samples)
{
    private const int LongestInput = 1 << 16;
    private const int MostSteps = 4;

    private static readonly byte[] Bytes = [0, 1, 0x7F, 0x80, 0xFF, (byte)'"', (byte)'\\', (byte)',', (byte)'=', (byte)'\n', (byte)'-', (byte)' '];

    private static readonly long[] Numbers =
        [0, 1, -1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 0x3FFFFFFF, 0x20000000];

    // Numbers beyond every type, broken UTF-8 (overlong, surrogate, cut), escapes, and what means something to some parser.
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "99999999999999999999", "-9223372036854775809", "2147483648", "1e308", "1e999", "-1e999", "4.9e-324", "0.1", "-0", "007", "NaN", "Infinity",
            "null", "true", "[[[[[[[[", "{\"a\":{\"a\":", "]}", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\u001b[2J", "\u001b[31m", "\0", "\r\n", "\n\n", ",,,,",
            "../..", "/etc/passwd", ".", "\"\"", "☂☂☂☂☂☂☂☂", "٤٢", "\uFEFF", "0001-01-01", "9999-12-31T23:59:59Z", "crc32=", "IMPROV\u0001", "id_00_00000000.wav",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x98], [0xFF, 0xFE], [0x1F, 0x8B, 8],
    ];

    /// <summary>The next input; now and then mere noise.</summary>
    public byte[] Next()
    {
        if (random.Next(12) == 0)
        {
            return Noise();
        }

        byte[] input = Pick(samples);
        for (int steps = random.Next(1, MostSteps + 1); steps > 0; steps--)
        {
            input = Step(input);
        }

        return input.Length <= LongestInput ? input : input[..LongestInput];
    }

    private byte[] Step(byte[] input)
    {
        if (input.Length < 2)
        {
            return Noise();
        }

        int at = random.Next(input.Length);
        return random.Next(12) switch
        {
            0 => With(input, at, (byte)(input[at] ^ (1 << random.Next(8)))),
            1 => With(input, at, Pick(Bytes)),
            2 => input[..at],
            3 => Doubled(input, at),
            4 => [.. input[..at], .. input[Math.Min(input.Length, at + Span())..]],
            5 => Spliced(input, at),
            6 or 7 => WithNumber(input, at),
            8 => [.. input[..at], .. Pick(Tokens), .. input[at..]],
            9 => WithDigits(input, at),
            10 => WithText(input, at),
            _ => WithLine(input, at),
        };
    }

    private byte[] Noise()
    {
        byte[] noise = new byte[random.Next(400)];
        random.NextBytes(noise);
        return noise;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private int Span() => 1 << random.Next(10);

    private static byte[] With(byte[] input, int at, byte value)
    {
        byte[] output = [.. input];
        output[at] = value;
        return output;
    }

    // One range many times over: where work grows faster than input, it shows.
    private byte[] Doubled(byte[] input, int at)
    {
        byte[] range = input[at..Math.Min(input.Length, at + Span())];
        int times = random.Next(20) == 0 ? Math.Max(1, LongestInput / 2 / range.Length) : random.Next(1, 4);
        return [.. input[..at], .. Enumerable.Repeat(range, times).SelectMany(part => part), .. input[at..]];
    }

    private byte[] Spliced(byte[] input, int at)
    {
        byte[] other = Pick(samples);
        int from = random.Next(2) == 0 ? Math.Min(at, other.Length) : random.Next(other.Length + 1);
        return [.. input[..at], .. other[from..]];
    }

    private byte[] WithNumber(byte[] input, int at)
    {
        byte[] number = new byte[8];
        long value = random.Next(4) == 0 ? input.Length + random.Next(-9, 10) : Pick(Numbers);
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        byte[] output = [.. input];
        int width = 1 << random.Next(4);
        number.AsSpan(0, Math.Min(width, input.Length - at)).CopyTo(output.AsSpan(at));
        return output;
    }

    // The next run of digits.
    private byte[] WithDigits(byte[] input, int at)
    {
        int start = Array.FindIndex(input, at, value => value is >= (byte)'0' and <= (byte)'9');
        int end = start < 0 ? -1 : Array.FindIndex(input, start, value => value is < (byte)'0' or > (byte)'9');
        return end < 0 ? WithNumber(input, at) : [.. input[..start], .. Pick(Tokens), .. input[end..]];
    }

    // The next text in quotes.
    private byte[] WithText(byte[] input, int at)
    {
        int start = Array.IndexOf(input, (byte)'"', at) + 1;
        int end = start <= 0 ? -1 : Array.IndexOf(input, (byte)'"', start);
        return end < 0 ? With(input, at, Pick(Bytes)) : [.. input[..start], .. Pick(Tokens), .. input[end..]];
    }

    // The next line twice, or not at all.
    private byte[] WithLine(byte[] input, int at)
    {
        int start = Array.IndexOf(input, (byte)'\n', at) + 1;
        int end = start <= 0 ? 0 : Array.IndexOf(input, (byte)'\n', start) + 1;
        byte[] line = end == 0 || random.Next(2) == 0 ? [] : input[start..end];
        return end == 0 ? With(input, at, (byte)random.Next(256)) : [.. input[..start], .. line, .. line, .. input[end..]];
    }
}
