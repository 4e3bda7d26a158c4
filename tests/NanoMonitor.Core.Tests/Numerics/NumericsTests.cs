using CsCheck;
using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Tests.Numerics;

public class NumericsTests
{
    [Fact]
    public void Sine_is_exact_to_four_units_of_Q30()
    {
        foreach (var period in new[] { 8, 128, 256, 512, 65536 })
        {
            for (var k = -period; k < 2 * period; k += Math.Max(1, period / 512))
            {
                Assert.InRange(FixedTrigonometry.Sine(k, period) - Math.Sin(Math.Tau * k / period) * (1 << 30), -4, 4);
                Assert.InRange(FixedTrigonometry.Cosine(k, period) - Math.Cos(Math.Tau * k / period) * (1 << 30), -4, 4);
            }
        }
    }

    [Fact]
    public void Log2_is_within_a_two_hundredth_of_the_true_value()
    {
        var table = new Log2Table();
        Gen.Long[1, long.MaxValue].Sample(value => Math.Abs(table.Q8(value) / 256.0 - Math.Log2(value)) < 0.005, iter: 20000);
        for (var value = 1L; value < 5000; value++)
        {
            Assert.InRange(table.Q8(value) / 256.0 - Math.Log2(value), -0.005, 0.005);
        }

        Assert.Equal(0, table.Q8(0));
        Assert.Equal(0, table.Q8(-5));
    }

    [Fact]
    public void Log2_never_falls()
    {
        var table = new Log2Table();
        for (var value = 1L; value < 100000; value++)
        {
            Assert.True(table.Q8(value + 1) >= table.Q8(value));
        }
    }

    [Fact]
    public void Roots_are_floors()
    {
        Gen.Long[0, (1L << 62) - 1].Sample(
            value =>
            {
                var root = IntegerRoot.Floor(value);
                return root * root <= value && (root + 1) * (root + 1) > value;
            },
            iter: 20000);
    }

    [Fact]
    public void Roots_around_squares_and_bit_lengths_around_powers_of_two_are_exact()
    {
        for (var bits = 0; bits < 31; bits++)
        {
            foreach (var root in new[] { 1L << bits, (2L << bits) - 1, (1L << bits) + 12345 % (1L << bits) })
            {
                Assert.Equal(root, IntegerRoot.Floor(root * root));
                Assert.Equal(root - 1, IntegerRoot.Floor(root * root - 1));
            }
        }

        for (var bits = 0; bits < 63; bits++)
        {
            Assert.Equal(bits + 1, BitLength.Of(1L << bits));
            Assert.Equal(bits, BitLength.Of((1L << bits) - 1));
        }

        Assert.Equal(0, BitLength.Of(-5));
        Assert.Equal(63, BitLength.Of(long.MaxValue));
    }

    [Fact]
    public void Powers_of_two_are_exact_to_25_bits()
    {
        for (var exponent = 0; exponent < 65536; exponent += 13)
        {
            Assert.InRange(Exp2.FractionQ30(exponent) / (Math.Pow(2, exponent / 65536.0) * (1 << 30)) - 1, -3e-8, 3e-8);
        }
    }
}
