using System.Buffers.Binary;
using CsCheck;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Tests.Binary;

public class BinaryTests
{
    [Fact]
    public void Crc32_has_its_check_value_and_can_continue()
    {
        byte[] bytes = "123456789"u8.ToArray();
        Assert.Equal(unchecked((int)0xCBF43926), Crc32.Of(bytes, 0, 9));
        Assert.Equal(Crc32.Of(bytes, 0, 9), Crc32.Continue(Crc32.Of(bytes, 0, 4), bytes, 4, 5));
        Assert.Equal(0, Crc32.Of(bytes, 0, 0));
    }

    [Fact]
    public void Integers_are_little_endian()
    {
        Gen.Select(Gen.Short, Gen.Int, Gen.Long).Sample((a, b, c) =>
        {
            byte[] expected = new byte[15];
            BinaryPrimitives.WriteInt16LittleEndian(expected.AsSpan(1), a);
            BinaryPrimitives.WriteInt32LittleEndian(expected.AsSpan(3), b);
            BinaryPrimitives.WriteInt64LittleEndian(expected.AsSpan(7), c);
            byte[] actual = new byte[15];
            Bytes.WriteInt16(actual, 1, a);
            Bytes.WriteInt32(actual, 3, b);
            Bytes.WriteInt64(actual, 7, c);
            Assert.Equal(expected, actual);
            Assert.Equal((a, (ushort)a, b, c), (Bytes.ReadInt16(actual, 1), Bytes.ReadUInt16(actual, 1), Bytes.ReadInt32(actual, 3), Bytes.ReadInt64(actual, 7)));
        });
    }

    [Fact]
    public void Hexadecimal_text_round_trips()
    {
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Long, Gen.Int).Sample((bytes, wide, narrow) =>
        {
            Assert.Equal(Convert.ToHexStringLower(bytes), Hex.Of(bytes));
            Assert.Equal(bytes, Hex.Parse("x", Hex.Of(bytes).ToUpperInvariant(), bytes.Length));
            Assert.Equal(wide.ToString("x16"), Hex.Of(wide));
            Assert.Equal(narrow.ToString("x8"), Hex.Of(narrow));
            Assert.Equal(wide, Hex.ParseInt64("x", Hex.Of(wide)));
            Assert.Equal(narrow, Hex.ParseInt32("x", Hex.Of(narrow)));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData(" 1")]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("9999999999999999999999")]
    public void Digits_outside_the_rule_are_refused(string text)
    {
        Assert.Contains("port", Assert.Throws<FormatException>(() => Digits.Parse("port", text, 0, 10)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("fan-07", true)]
    [InlineData("12345678901234567890123456789012", true)]
    [InlineData("123456789012345678901234567890123", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Fan", false)]
    [InlineData("a_b", false)]
    [InlineData("a/b", false)]
    [InlineData("+", false)]
    public void Names_are_lower_case_letters_digits_and_hyphens(string? name, bool good)
    {
        Assert.Equal(good, Names.IsName(name));
        if (!good)
        {
            Assert.Contains("site", Assert.Throws<FormatException>(() => Names.Check("site", name)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_zero_byte_is_no_zero_character_in_ascii()
    {
        Assert.Equal("a\uFFFDb", Bytes.ToAscii([0x61, 0, 0x62], 0, 3));
    }

    [Fact]
    public void Utf8_text_comes_back()
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes("x Halle \u2602 \ud83d\ude00");
        Assert.Equal("Halle \u2602 \ud83d\ude00", Bytes.ToUtf8Text("name", bytes, 2, bytes.Length - 2));
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0, 0x62 }, "zero byte")]
    [InlineData(new byte[] { 0x61, 0xC3 }, "no UTF-8")]
    [InlineData(new byte[] { 0x80 }, "no UTF-8")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "no UTF-8")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "no UTF-8")]
    public void Bytes_that_node_and_host_would_read_differently_are_refused(byte[] bytes, string why)
    {
        string message = Assert.Throws<FormatException>(() => Bytes.ToUtf8Text("name", bytes, 0, bytes.Length)).Message;
        Assert.StartsWith("name: ", message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }
}
