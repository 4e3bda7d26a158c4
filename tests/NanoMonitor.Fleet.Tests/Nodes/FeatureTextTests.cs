using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Nodes;

public sealed class FeatureTextTests
{
    [Theory]
    [InlineData(0, "x.band00 (0.4–1.2 Hz)")]
    [InlineData(15, "x.band15 (74–100 Hz)")]
    [InlineData(16, "x.crest")]
    [InlineData(18 + 17, "y.kurtosis")]
    [InlineData(54, "feature 54")]
    public void Names_a_feature_and_the_frequencies_of_its_band(int feature, string text)
    {
        Assert.Equal(text, FeatureText.Describe(TestTables.Spec, feature));
    }

    [Fact]
    public void Names_an_index_where_the_spec_is_not_known()
    {
        Assert.Equal("feature 3", FeatureText.Describe(null, 3));
    }

    [Fact]
    public void Says_in_what_two_specs_differ()
    {
        Assert.Equal("sample rate Hz 200 against 1000", FeatureText.Difference(TestTables.Spec, TestTables.OtherSpec));
        Assert.Equal("", FeatureText.Difference(TestTables.Spec, TestTables.Spec));
    }
}
