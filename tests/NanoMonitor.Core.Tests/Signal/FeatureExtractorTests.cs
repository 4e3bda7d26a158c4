using CsCheck;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Signal;

public class FeatureExtractorTests
{
    private const int Scalars = FeatureSpec.Crest | FeatureSpec.Kurtosis | FeatureSpec.Rms;

    public static TheoryData<string, int, int> Cases()
    {
        var cases = new TheoryData<string, int, int>();
        foreach (var name in TestSignals.Names)
        {
            foreach (var bits in new[] { 16, 20 })
            {
                foreach (var length in new[] { 128, 256, 512 })
                {
                    cases.Add(name, bits, length);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bands_are_within_a_twentieth_octave_of_the_float_reference(string name, int bits, int length)
    {
        var spec = Spec(bits, length);
        var extractor = new FeatureExtractor(spec);
        var result = new WindowFeatures(spec);
        var compared = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var samples = TestSignals.Create(name, length, bits, seed);
            extractor.Extract([samples], 0, result);
            var energies = FloatReference.BandEnergies(spec, samples);
            var strongest = energies.Max();
            for (var band = 0; band < spec.BandCount; band++)
            {
                if (energies[band] >= FloatReference.OneLsbNoise(spec, band) && energies[band] >= strongest * 1e-8)
                {
                    compared++;
                    var expected = FloatReference.LogMeanSquare(spec, energies[band]);
                    Assert.InRange(result.Values[band] / 256.0 - expected, -0.05, 0.05);
                }
            }
        }

        Assert.True(compared > 40, $"only {compared} bands were loud enough to compare");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scalars_are_close_to_the_float_reference(string name, int bits, int length)
    {
        var spec = Spec(bits, length);
        var extractor = new FeatureExtractor(spec);
        var result = new WindowFeatures(spec);
        for (var seed = 0; seed < 40; seed++)
        {
            var samples = TestSignals.Create(name, length, bits, seed);
            extractor.Extract([samples], 0, result);
            var (rms, crest, kurtosis) = FloatReference.Moments(samples);
            Assert.InRange(result.Values[spec.BandCount] / 256.0 - Math.Log2(crest), -0.02, 0.02);
            Assert.InRange(result.Values[spec.BandCount + 1] / 256.0 - Math.Log2(kurtosis), -0.04, 0.04);
            Assert.InRange(result.Values[spec.BandCount + 2] / 256.0 - Math.Log2(rms), -0.02, 0.02);
            Assert.InRange(result.RmsMilliG[0] - rms * 1000 / spec.CountsPerG, -0.51 - rms * 0.005, 0.51 + rms * 0.005);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    public void A_constant_signal_is_flat_and_divides_by_nothing(int bits)
    {
        foreach (var length in new[] { 128, 256, 512 })
        {
            foreach (var level in new[] { 0, 1, -1, (1 << (bits - 1)) - 1, -(1 << (bits - 1)) })
            {
                var spec = Spec(bits, length);
                var result = Extract(spec, Enumerable.Repeat(level, length).ToArray());
                Assert.True(result.Flat);
                Assert.Equal(0, result.RmsMilliG[0]);
                Assert.Single(result.Values.Take(spec.BandCount).Distinct());
                Assert.Equal(0, result.Values[spec.BandCount]);
                Assert.Equal(0, result.Values[spec.BandCount + 1]);
            }
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    public void Full_scale_square_waves_and_steps_do_not_overflow(int bits)
    {
        var high = (1 << (bits - 1)) - 1;
        var low = -(1 << (bits - 1));
        foreach (var length in new[] { 128, 256, 512 })
        {
            var spec = Spec(bits, length);
            for (var period = 1; period <= length; period *= 2)
            {
                // Pulses of every width, centred where the window weighs most, reach the bound of Σ|x|.
                for (var width = 1; width <= length; width += 7)
                {
                    var samples = Enumerable.Range(0, length)
                        .Select(n => period == 1 ? (Math.Abs(n - length / 2) * 2 <= width ? high : low) : n / period % 2 == 0 ? high : low)
                        .ToArray();
                    if (samples.Distinct().Count() == 1)
                    {
                        continue;
                    }

                    var result = Extract(spec, samples);
                    var energies = FloatReference.BandEnergies(spec, samples);
                    var strongest = Array.IndexOf(energies, energies.Max());
                    if (energies[strongest] > FloatReference.OneLsbNoise(spec, strongest))
                    {
                        Assert.InRange(
                            result.Values[strongest] / 256.0 - FloatReference.LogMeanSquare(spec, energies[strongest]), -0.05, 0.05);
                    }
                }
            }
        }
    }

    [Fact]
    public void No_input_of_the_sensor_width_throws()
    {
        var spec = Spec(16, 128);
        Gen.Int[short.MinValue, short.MaxValue].Array[128].Sample(samples => Extract(spec, samples).Values.Length == spec.FeatureCount, iter: 2000);
    }

    [Fact]
    public void Axes_do_not_influence_each_other()
    {
        var spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200000);
        var result = new WindowFeatures(spec);
        int[][] axes = [.. Enumerable.Range(0, 3).Select(axis => TestSignals.Create("tone-plus-noise", 256, 16, axis))];
        new FeatureExtractor(spec).Extract(axes, 2512, result);
        for (var axis = 0; axis < 3; axis++)
        {
            var alone = new FeatureSpec(SensorFamily.Mpu6886, 8, 4096, 16, 200000, 1, 256, 256, 16, FeatureSpec.Crest | FeatureSpec.Kurtosis);
            Assert.Equal(Extract(alone, axes[axis]).Values, result.Values.Skip(axis * 18).Take(18));
        }

        Assert.Equal(2512, result.TemperatureCentiC);
    }

    [Fact]
    public void Extraction_allocates_nothing()
    {
        var spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200000);
        var extractor = new FeatureExtractor(spec);
        var result = new WindowFeatures(spec);
        int[][] axes = [.. Enumerable.Range(0, 3).Select(axis => TestSignals.Create("random", 256, 16, axis))];
        extractor.Extract(axes, 0, result);
        var before = GC.GetAllocatedBytesForCurrentThread();
        extractor.Extract(axes, 0, result);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static FeatureSpec Spec(int bits, int length)
    {
        return new FeatureSpec(SensorFamily.Unknown, 8, bits == 16 ? 4096 : 65536, bits, 1000000, 1, length, length, 16, Scalars);
    }

    private static WindowFeatures Extract(FeatureSpec spec, int[] samples)
    {
        var result = new WindowFeatures(spec);
        new FeatureExtractor(spec).Extract([samples], 0, result);
        return result;
    }
}
