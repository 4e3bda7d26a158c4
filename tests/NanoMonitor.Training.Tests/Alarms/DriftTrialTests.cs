using NanoMonitor.Core.Model;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Alarms;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests.Alarms;

public class DriftTrialTests
{
    private const int Band = 3;
    private const double Deviation = 200;

    private readonly WeightTable table = WeightTable.Read(TrainingPipeline.Train(
        new FeatureSet(SyntheticFeatures.OneAxis, [Run(2000, 1, 0)]), new TrainingOptions(MostModes: 1)).Table);

    [Fact]
    public void A_machine_that_stays_the_same_is_not_found_changed()
    {
        var figures = DriftTrial.Run(table, [Run(3000, 2, 0)]);
        Assert.True(figures.Findings == 0, figures.ToString());
        Assert.InRange(figures.LargestBandOctaves, 0.001, figures.BandLimitOctaves);
        Assert.InRange(figures.JudgedHours, 2000 * 1.28 / 3600, 3000 * 1.28 / 3600);
    }

    [Fact]
    public void One_that_has_become_another_short_of_a_warning_is_found_once()
    {
        var figures = DriftTrial.Run(table, [Run(400, 3, 0), Run(12_000, 4, 1.2 * Deviation)]);
        Assert.True(figures.Findings == 1, figures.ToString());
        Assert.InRange(figures.LargestBandOctaves, 0.7, 1.1);
    }

    // Independent features; one band shifted.
    private static FeatureRun Run(int windows, int seed, double shift)
    {
        var random = new Random(seed);
        return SyntheticFeatures.Run("run", [.. Enumerable.Range(0, windows).Select(index => new FeatureWindow(
            1,
            index,
            [.. Enumerable.Range(0, SyntheticFeatures.OneAxis.FeatureCount).Select(feature => (short)(3000 + (Deviation * random.Normal()) + (feature == Band ? shift : 0)))],
            [40],
            2500,
            false))]);
    }
}
