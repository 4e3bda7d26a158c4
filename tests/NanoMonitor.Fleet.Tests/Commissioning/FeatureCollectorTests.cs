using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Commissioning;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Commissioning;

public sealed class FeatureCollectorTests
{
    private static readonly FeatureSpec Spec = TestTables.Spec;

    private static FeatureBatch Batch(int bootId, params (int Window, long FirstFrame)[] rows)
    {
        var batch = new FeatureBatch(Spec.AxisCount, Spec.FeatureCount) { BootId = bootId, FeatureSpecHash = Spec.Hash };
        foreach ((int window, long frame) in rows)
        {
            batch.Add(window, frame, HealthState.NoModel, Score.None, 2000, [1, 2, 3], new short[Spec.FeatureCount]);
        }

        return batch;
    }

    [Fact]
    public void Takes_every_window_once_and_sorts_them()
    {
        var collector = new FeatureCollector(Spec);
        collector.Add(Batch(1, (2, 512), (3, 768)));
        collector.Add(Batch(1, (1, 256), (2, 512)));

        Assert.Equal(3, collector.WindowCount);
        Assert.Equal(1, collector.DuplicateCount);
        Assert.Equal(0, collector.LostCount);
        Assert.Equal([1, 2, 3], collector.ToWindows().Select(window => window.Index));
    }

    [Fact]
    public void Counts_what_never_came_and_ends_the_stretch_there()
    {
        var collector = new FeatureCollector(Spec);
        collector.Add(Batch(1, (0, 0), (1, 256), (4, 1024), (5, 1280)));

        Assert.Equal(2, collector.LostCount);
        Assert.Equal([0, 1, 4, 5], collector.ToWindows().Select(window => window.Index));
    }

    [Fact]
    public void Ends_the_stretch_where_the_node_voided_samples_though_the_windows_are_numbered_on()
    {
        var collector = new FeatureCollector(Spec);
        collector.Add(Batch(1, (0, 0), (1, 256), (2, 522), (3, 778)));

        Assert.Equal(0, collector.LostCount);
        Assert.Equal(1, collector.GapCount);
        int[] numbers = [.. collector.ToWindows().Select(window => window.Index)];
        Assert.Equal(1, numbers[1] - numbers[0]);
        Assert.True(numbers[2] - numbers[1] > 1);
        Assert.Equal(1, numbers[3] - numbers[2]);
    }

    [Fact]
    public void Leaves_out_what_the_node_sent_by_itself_before_it_obeyed()
    {
        var collector = new FeatureCollector(Spec);
        collector.Add(Batch(1, (3, 768), (40, 10240), (41, 10496), (42, 10752)));

        Assert.Equal(3, collector.WindowCount);
        Assert.Equal(0, collector.LostCount);
        Assert.Equal(3 * 1.28, collector.Covered.TotalSeconds, 6);
        Assert.Equal([40, 41, 42], collector.ToWindows().Select(window => window.Index));
    }

    [Fact]
    public void Keeps_boots_apart_in_the_order_they_came()
    {
        var collector = new FeatureCollector(Spec);
        collector.Add(Batch(9, (50, 12800), (51, 13056)));
        collector.Add(Batch(2, (0, 0), (1, 256)));

        Assert.Equal([9, 9, 2, 2], collector.ToWindows().Select(window => window.BootId));
        Assert.Equal(0, collector.LostCount);
        Assert.Equal(4 * 1.28, collector.Covered.TotalSeconds, 6);
    }

    [Fact]
    public void Covers_the_time_of_lost_windows_too()
    {
        var collector = new FeatureCollector(Spec);
        collector.Add(Batch(1, (0, 0), (1, 256), (9, 2304)));
        Assert.Equal(12.8, collector.Covered.TotalSeconds, 6);
    }

    [Fact]
    public void Marks_windows_in_which_nothing_moved()
    {
        short[] flat = new short[Spec.FeatureCount];
        for (int axis = 0; axis < Spec.AxisCount; axis++)
        {
            flat.AsSpan(axis * Spec.FeaturesPerAxis, Spec.BandCount).Fill(FeatureExtractor.BandFloor);
        }

        var batch = new FeatureBatch(Spec.AxisCount, Spec.FeatureCount) { FeatureSpecHash = Spec.Hash };
        batch.Add(0, 0, HealthState.NoModel, Score.None, 2000, [0, 0, 0], flat);
        batch.Add(1, 256, HealthState.NoModel, Score.None, 2000, [0, 0, 0], new short[Spec.FeatureCount]);
        var collector = new FeatureCollector(Spec);
        collector.Add(batch);

        IReadOnlyList<FeatureWindow> windows = collector.ToWindows();
        Assert.True(windows[0].Flat);
        Assert.False(windows[1].Flat);
    }

    [Fact]
    public void Refuses_features_of_another_spec()
    {
        FeatureBatch batch = Batch(1, (0, 0));
        batch.FeatureSpecHash++;
        Assert.Throws<FleetException>(() => new FeatureCollector(Spec).Add(batch));
    }
}
