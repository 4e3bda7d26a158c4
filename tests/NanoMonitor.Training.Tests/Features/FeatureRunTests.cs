using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests.Features;

public class FeatureRunTests
{
    private static readonly FeatureRun Run = SyntheticFeatures.Run("r", Windows(0, 1, 2, 3), Windows(10, 11, 12));

    [Fact]
    public void Slices_keep_stretches_apart()
    {
        Assert.Equal([[2, 3], [10]], Indices(Run.Slice(2, 5)));
        Assert.Equal([[0, 1], [11, 12]], Indices(Run.Without(2, 5)));
        Assert.Equal([[0], [2, 3], [10, 11, 12]], Indices(Run.Without(1, 2)));
        Assert.Empty(Indices(Run.Slice(3, 3)));
    }

    [Fact]
    public void Windows_without_movement_end_a_stretch()
    {
        FeatureWindow[] windows = [.. Windows(0, 1, 2, 3, 4).Select(window => window with { Flat = window.Index is 0 or 2 })];
        Assert.Equal([[1], [3, 4]], Indices(SyntheticFeatures.Run("r", windows).WithoutFlat()));
        Assert.Equal(Indices(Run), Indices(Run.WithoutFlat()));
    }

    [Fact]
    public void A_gap_or_another_boot_ends_a_stretch()
    {
        FeatureWindow[] windows = [.. Windows(0, 1, 3, 4), .. Windows(5, 6).Select(window => window with { BootId = 2 })];
        Assert.Equal([[0, 1], [3, 4], [5, 6]], FeatureSetReader.SplitAtGaps(windows).Select(stretch => stretch.Select(window => window.Index)));
    }

    private static FeatureWindow[] Windows(params int[] indices)
    {
        return [.. indices.Select(index => new FeatureWindow(1, index, [], [], 0, false))];
    }

    private static IEnumerable<IEnumerable<int>> Indices(FeatureRun run)
    {
        return run.Stretches.Select(stretch => stretch.Select(window => window.Index));
    }
}
