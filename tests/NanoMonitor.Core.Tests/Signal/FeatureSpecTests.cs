using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Signal;

public class FeatureSpecTests
{
    private static readonly FeatureSpec Default = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200000);

    [Fact]
    public void The_default_layout_has_54_features_in_the_documented_bands()
    {
        Assert.Equal(54, Default.FeatureCount);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 11, 15, 21, 28, 38, 52, 70, 95, 128], Default.BandEdges);
    }

    [Fact]
    public void Band_edges_follow_the_rule_for_every_window_length_and_band_count()
    {
        foreach (var length in new[] { 128, 256, 512 })
        {
            for (var bands = 2; bands <= 32; bands++)
            {
                var edges = BandEdges.Create(length, bands);
                Assert.Equal(1, edges[0]);
                for (var i = 1; i <= bands; i++)
                {
                    var rounded = (int)Math.Round(Math.Pow(length / 2.0, (double)i / bands), MidpointRounding.AwayFromZero);
                    Assert.Equal(Math.Max(edges[i - 1] + 1, rounded), edges[i]);
                }

                Assert.Equal(length / 2, edges[bands]);
            }
        }
    }

    [Fact]
    public void Encoding_round_trips_and_keeps_the_hash()
    {
        var spec = new FeatureSpec(SensorFamily.Adxl355, 2, 256000, 20, 4000000, 2, 512, 256, 12, FeatureSpec.Rms | FeatureSpec.Temperature);
        var decoded = FeatureSpec.Decode(spec.Encode(), 0);
        Assert.Equal(spec.Encode(), decoded.Encode());
        Assert.Equal(spec.Hash, decoded.Hash);
        Assert.Equal(spec.FeatureCount, decoded.FeatureCount);
    }

    [Fact]
    public void The_hash_is_FNV_1a_of_the_encoding()
    {
        var expected = Default.Encode().Aggregate(0xcbf29ce484222325UL, (hash, value) => unchecked((hash ^ value) * 0x100000001b3UL));
        Assert.Equal(unchecked((long)expected), Default.Hash);
    }

    [Fact]
    public void Every_field_changes_the_hash()
    {
        FeatureSpec[] others =
        [
            new(SensorFamily.Unknown, 8, 4096, 16, 200000, 3, 256, 256, 16, 3),
            new(SensorFamily.Mpu6886, 4, 4096, 16, 200000, 3, 256, 256, 16, 3),
            new(SensorFamily.Mpu6886, 8, 8192, 16, 200000, 3, 256, 256, 16, 3),
            new(SensorFamily.Mpu6886, 8, 4096, 12, 200000, 3, 256, 256, 16, 3),
            new(SensorFamily.Mpu6886, 8, 4096, 16, 1000000, 3, 256, 256, 16, 3),
            new(SensorFamily.Mpu6886, 8, 4096, 16, 200000, 2, 256, 256, 16, 3),
            new(SensorFamily.Mpu6886, 8, 4096, 16, 200000, 3, 512, 256, 16, 3),
            new(SensorFamily.Mpu6886, 8, 4096, 16, 200000, 3, 256, 128, 16, 3),
            new(SensorFamily.Mpu6886, 8, 4096, 16, 200000, 3, 256, 256, 12, 3),
            new(SensorFamily.Mpu6886, 8, 4096, 16, 200000, 3, 256, 256, 16, 7),
        ];
        Assert.Equal(others.Length, others.Select(other => other.Hash).Where(hash => hash != Default.Hash).Distinct().Count());
    }

    [Fact]
    public void Features_are_named_axis_by_axis()
    {
        var spec = new FeatureSpec(SensorFamily.Unknown, 8, 4096, 16, 200000, 2, 256, 256, 2, 15);
        string[] expected =
        [
            "x.band00", "x.band01", "x.crest", "x.kurtosis", "x.rms",
            "y.band00", "y.band01", "y.crest", "y.kurtosis", "y.rms", "temperature",
        ];
        Assert.Equal(expected, Enumerable.Range(0, spec.FeatureCount).Select(spec.FeatureName));
    }

    [Fact]
    public void A_value_out_of_range_is_named_with_what_is_allowed()
    {
        var error = Assert.Throws<ArgumentException>(() => new FeatureSpec(0, 8, 4096, 16, 200000, 3, 300, 256, 16, 3));
        Assert.Contains("window length is 300, allowed is 128, 256 or 512", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decoding_refuses_another_revision_and_short_input()
    {
        var bytes = Default.Encode();
        bytes[1]++;
        Assert.Contains("signal revision", Assert.Throws<FormatException>(() => FeatureSpec.Decode(bytes, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => FeatureSpec.Decode(new byte[FeatureSpec.EncodedLength - 1], 0));
    }
}
