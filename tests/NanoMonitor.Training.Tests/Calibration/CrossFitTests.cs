using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests.Calibration;

public class CrossFitTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(3)]
    public void Every_window_is_judged_once_by_block_and_once_by_run_and_never_by_a_model_that_saw_it(int folds)
    {
        var spec = SyntheticFeatures.OneAxis;
        FeatureRun[] runs =
        [
            SyntheticFeatures.Run("a", SyntheticFeatures.Linear(spec, 60, 1), SyntheticFeatures.Linear(spec, 40, 2)),
            SyntheticFeatures.Run("b", SyntheticFeatures.Linear(spec, 100, 3)),
        ];
        int fits = 0;
        var judged = new Dictionary<FeatureWindow, int>(ReferenceEqualityComparer.Instance);
        var crossFit = CrossFit.Of(runs, 4, folds, 40, Fit, null);
        Assert.Equal(10, crossFit.ByBlock.Count);
        Assert.Equal(10, crossFit.ByRun.Count);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], crossFit.ByBlock.Select(block => block.Run));
        Assert.Equal(folds + 2, fits);
        Assert.Equal(200, judged.Count);
        Assert.All(judged.Values, count => Assert.Equal(2, count));
        // 20 windows a block give 17 means; the stretches of run a meet at window 60, a block's end.
        Assert.All(crossFit.ByBlock, block => Assert.Equal(17, block.Means.Sum(means => means.Length)));

        Func<FeatureWindow, double> Fit(IReadOnlyList<FeatureRun> fold)
        {
            fits++;
            var seen = fold.SelectMany(run => run.Windows).ToHashSet(ReferenceEqualityComparer.Instance);
            Assert.InRange(seen.Count, 100, 180);
            return window =>
            {
                Assert.DoesNotContain(window, seen);
                judged[window] = judged.GetValueOrDefault(window) + 1;
                return window.Index;
            };
        }
    }

    [Fact]
    public void A_run_is_not_left_out_where_too_little_would_remain()
    {
        var spec = SyntheticFeatures.OneAxis;
        FeatureRun[] runs = [SyntheticFeatures.Run("long", SyntheticFeatures.Linear(spec, 100, 1)), SyntheticFeatures.Run("short", SyntheticFeatures.Linear(spec, 20, 2))];
        var crossFit = CrossFit.Of(runs, 4, 10, 40, _ => _ => 0, null);
        Assert.All(crossFit.ByRun, block => Assert.Equal(1, block.Run));
        Assert.Empty(CrossFit.Of(runs[..1], 4, 10, 40, _ => _ => 0, null).ByRun);
    }
}
