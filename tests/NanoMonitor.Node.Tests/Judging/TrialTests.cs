using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Tests.Rig;

namespace NanoMonitor.Node.Tests.Judging;

public class TrialTests
{
    private static readonly FeatureSpec Spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 1_000_000);

    [Theory]
    [InlineData(99, false, true, false)]
    [InlineData(100, true, false, false)]
    [InlineData(200, true, false, false)]
    [InlineData(201, false, false, true)]
    public void Passes_within_the_band_only(int score, bool passed, bool below, bool above)
    {
        Trial trial = new(JudgeWithBand(100, 200));
        for (int i = 0; i < 16; i++)
        {
            Assert.False(trial.IsOver);
            trial.Add(score);
        }

        Assert.True(trial.IsOver);
        Assert.Equal((passed, below, above), (trial.Passed, trial.IsBelowBand, trial.IsAboveBand));
    }

    [Fact]
    public void The_mean_counts_not_the_single_window()
    {
        Trial trial = new(JudgeWithBand(100, 200));
        for (int i = 0; i < 8; i++)
        {
            trial.Add(0);
            trial.Add(300);
        }

        Assert.Equal(150, trial.MeanScore);
        Assert.True(trial.Passed);
    }

    private static Judge JudgeWithBand(int low, int high)
    {
        short[] zeros = new short[Spec.FeatureCount];
        short[] ones = [.. Enumerable.Repeat((short)1, Spec.FeatureCount)];
        byte[] table = TableFile.Create(Spec, zeros, ones, TableFile.Lenient(low, high));
        return new Judge(table, new ModelManifest { ModelId = "m", Generation = 1 }, Spec.Hash);
    }
}
