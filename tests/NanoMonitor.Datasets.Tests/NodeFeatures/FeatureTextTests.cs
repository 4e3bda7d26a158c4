using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;

namespace NanoMonitor.Datasets.Tests.NodeFeatures;

public sealed class FeatureTextTests
{
    private static readonly FeatureSpec Spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000);

    [Theory]
    [InlineData(0, "x.band00 (0.4–1.2 Hz)")]
    [InlineData(15, "x.band15 (74–100 Hz)")]
    [InlineData(16, "x.crest")]
    [InlineData(18 + 17, "y.kurtosis")]
    [InlineData(54, "feature 54")]
    public void Names_a_feature_and_the_frequencies_of_its_band(int feature, string text)
    {
        Assert.Equal(text, FeatureText.Describe(Spec, feature));
    }

    [Fact]
    public void Names_an_index_where_the_spec_is_not_known()
    {
        Assert.Equal("feature 3", FeatureText.Describe(null, 3));
    }

    [Fact]
    public void Says_in_what_two_specs_differ()
    {
        Assert.Equal("sample rate Hz 200 against 1000", FeatureText.Difference(Spec, FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 1_000_000)));
        Assert.Equal("", FeatureText.Difference(Spec, Spec));
    }
}
