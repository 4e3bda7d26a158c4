using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests.Features;

public sealed class SensorChoiceTests : IDisposable
{
    private readonly DatasetFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
    }

    [Fact]
    public void Says_what_it_assumes_where_the_dataset_is_silent()
    {
        var choice = SensorChoice.Of(folder.Manifest("", columns: 3));
        Assert.Equal((SensorFamily.Mpu6886, 8, 200_000), (choice.Spec.SensorFamily, choice.Spec.RangeG, choice.Spec.SampleRateMilliHz));
        Assert.Equal(FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000).Hash, choice.Spec.Hash);
        Assert.Contains("mpu6886 is assumed (--sensor)", choice.Assumptions[0], StringComparison.Ordinal);
        Assert.Contains("±8 g is assumed from 4096 counts per g (--range)", choice.Assumptions[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Options_win_over_the_dataset_and_the_dataset_over_assumptions()
    {
        var dataset = folder.Manifest("\"sensor\": \"lis3dh\", \"rangeG\": 4,", columns: 1);
        var told = SensorChoice.Of(dataset);
        Assert.Equal((SensorFamily.Lis3dh, 4, 1, 18), (told.Spec.SensorFamily, told.Spec.RangeG, told.Spec.AxisCount, told.Spec.FeatureCount));
        Assert.Empty(told.Assumptions);
        var chosen = SensorChoice.Of(dataset, SensorFamily.Adxl345, 16);
        Assert.Equal((SensorFamily.Adxl345, 16), (chosen.Spec.SensorFamily, chosen.Spec.RangeG));
    }

    [Fact]
    public void A_table_brings_its_own_spec_where_it_can_read_the_samples()
    {
        var table = new FeatureSpec(SensorFamily.Lis3dh, 8, 4096, 16, 200_000, 3, 512, 256, 8, FeatureSpec.Crest);
        Assert.Equal(table.Hash, SensorChoice.For(folder.Manifest("", columns: 3), table).Spec.Hash);
        Assert.NotEqual(table.Hash, SensorChoice.For(folder.Manifest("", columns: 2), table).Spec.Hash);
        Assert.NotEqual(table.Hash, SensorChoice.For(folder.Manifest("\"sensor\": \"mpu6886\",", columns: 3), table).Spec.Hash);
    }

    [Theory]
    [InlineData(200, 128, 1)]
    [InlineData(700, 256, 2)]
    [InlineData(1500, 256, 5)]
    public void Windows_fit_into_the_stretches_and_means_run_over_short_ones(int stretchLength, int window, int windowsInStretch)
    {
        var dataset = folder.Manifest("\"segmentColumn\": \"segment\",", columns: 3);
        folder.Segments("a.csv", segments: 6, stretchLength);
        var choice = SensorChoice.Of(dataset);
        Assert.Equal((window, window), (choice.Spec.WindowLength, choice.Spec.Hop));
        Assert.Equal(window == 128, choice.Assumptions.Any(sentence => sentence.Contains("Stretches are 200 samples long (1 s): windows have 128 samples", StringComparison.Ordinal)));
        bool pooled = stretchLength < 1000;
        Assert.Equal(pooled, choice.Assumptions.Any(sentence => sentence.Contains("runs on from stretch to stretch", StringComparison.Ordinal)));
        var run = Assert.Single(FeatureSetReader.Read(dataset, dataset.NormalParts(), choice.Spec).Runs);
        Assert.Equal(pooled ? [6 * windowsInStretch] : Enumerable.Repeat(windowsInStretch, 6), run.Stretches.Select(stretch => stretch.Count));
    }

    [Fact]
    public void A_dataset_of_another_kind_is_refused()
    {
        var dataset = folder.Manifest("\"kind\": \"features\", \"bands\": 4, \"hopSeconds\": 1,", columns: 1);
        Assert.Contains("vibration as CSV or node-features is needed", Assert.Throws<DatasetException>(() => SensorChoice.Of(dataset)).Message, StringComparison.Ordinal);
    }
}
