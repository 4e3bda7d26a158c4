using System.Numerics;
using NanoMonitor.Core.Plain.Signal;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Signal;

public class SpectrumTests
{
    [Theory]
    [InlineData(128, 16)]
    [InlineData(256, 16)]
    [InlineData(512, 16)]
    [InlineData(128, 20)]
    [InlineData(256, 20)]
    [InlineData(512, 20)]
    public void Every_bin_of_every_full_scale_tone_is_right_to_the_last_bits(int length, int bits)
    {
        // The sign of a tone is the window whose bin is largest: Σ|x| as far as it goes.
        int high = (1 << (bits - 1)) - 1;
        for (int bin = 1; bin < length / 2; bin += length / 64 + 1)
        {
            int[] samples = [.. Enumerable.Range(0, length).Select(n => Math.Cos(Math.Tau * bin * n / length) < 0 ? -high - 1 : high)];
            RequireEqualBins(samples);
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Every_bin_of_every_kind_of_window_is_right_to_the_last_bits(int length)
    {
        foreach (string name in TestSignals.Names)
        {
            for (int seed = 0; seed < 5; seed++)
            {
                RequireEqualBins(TestSignals.Create(name, length, 16, seed));
                RequireEqualBins(TestSignals.Create(name, length, 20, seed));
            }
        }
    }

    [Theory]
    [InlineData(128, 16)]
    [InlineData(256, 16)]
    [InlineData(512, 16)]
    [InlineData(128, 20)]
    [InlineData(256, 20)]
    [InlineData(512, 20)]
    public void Moments_of_the_loudest_windows_do_not_overflow(int length, int bits)
    {
        int high = (1 << (bits - 1)) - 1;
        for (int lows = 1; lows < length; lows += 9)
        {
            int[] samples = [.. Enumerable.Range(0, length).Select(n => n < lows ? -high - 1 : high)];
            AxisMoments moments = Measured(samples, out _);
            BigInteger sum = samples.Aggregate(BigInteger.Zero, (total, x) => total + x);
            BigInteger[] terms =
                [.. samples.Select(x => BigInteger.Pow((length * x - sum) << moments.Gain, 2) >> AxisMoments.SquareShift)];
            Assert.Equal(sum, moments.Sum);
            Assert.Equal(samples.Max(x => BigInteger.Abs(length * x - sum)), moments.Peak);
            Assert.Equal(terms.Aggregate(BigInteger.Zero, (total, t) => total + t), moments.Squares);
            Assert.Equal(terms.Aggregate(BigInteger.Zero, (total, t) => total + t * t), moments.Fourths);
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Features_are_those_of_the_plain_chain_but_for_rounding(int length)
    {
        FeatureSpec spec = new(SensorFamily.Unknown, 8, 4096, 16, 1000000, 1, length, length, 16, FeatureSpec.Crest | FeatureSpec.Kurtosis | FeatureSpec.Rms);
        FeatureExtractor extractor = new(spec);
        PlainFeatureExtractor plain = new(spec);
        WindowFeatures actual = new(spec);
        WindowFeatures expected = new(spec);
        foreach (string name in TestSignals.Names.Where(name => name != "sine" && name != "two-tones" && name != "clipped" && name != "edge-impulse"))
        {
            for (int seed = 0; seed < 20; seed++)
            {
                int[] samples = TestSignals.Create(name, length, 16, seed);
                extractor.Extract([samples], 0, actual);
                plain.Extract([samples], 0, expected);
                Assert.All(actual.Values.Zip(expected.Values), pair => Assert.InRange(pair.First - pair.Second, -2, 2));
                Assert.InRange(actual.RmsMilliG[0] - expected.RmsMilliG[0], -1, 1);
            }
        }
    }

    private static void RequireEqualBins(int[] samples)
    {
        int length = samples.Length;
        AxisMoments moments = Measured(samples, out Spectrum spectrum);
        double[] energies = FloatReference.BinEnergies(samples);
        double unit = Math.ScaleB(1, spectrum.Exponent) / length;
        double strongest = Math.Sqrt(energies.Skip(1).Max());
        for (int bin = 1; bin < length / 2; bin++)
        {
            double amplitude = Math.Sqrt(spectrum.Energies[bin - 1]) * unit;

            // √N roundings of half a unit, against a peak of at least 2^(31 − log2 N) units; factors have 30 bits.
            double tolerance = moments.Peak / (double)length * Math.ScaleB(Math.Sqrt(length), Math.ILogB(length) - 30) + strongest * 1e-8;
            Assert.InRange(amplitude - Math.Sqrt(energies[bin]), -tolerance, tolerance);
        }
    }

    private static AxisMoments Measured(int[] samples, out Spectrum spectrum)
    {
        AxisMoments moments = new(samples.Length);
        moments.Measure(samples);
        spectrum = new Spectrum(samples.Length, [.. Enumerable.Range(1, samples.Length / 2)]);
        spectrum.Compute(samples, moments);
        return moments;
    }
}
