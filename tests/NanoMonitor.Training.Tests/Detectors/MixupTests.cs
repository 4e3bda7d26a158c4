using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Tests.Detectors;

public class MixupTests
{
    [Fact]
    public void Keeps_shapes_and_sums_of_labels_and_mixes_rows_as_their_labels()
    {
        const int count = 40;
        double[][] rows = [.. Enumerable.Range(0, count).Select(n => new double[] { n, -2 * n, 1 })];
        double[][] labels = [.. Enumerable.Range(0, count).Select(n => Enumerable.Range(0, count).Select(other => n == other ? 1.0 : 0.0).ToArray())];
        var (mixed, mixedLabels) = Mixup.Apply(rows, labels, new Random(1));
        Assert.Equal((count, count), (mixed.Length, mixedLabels.Length));
        for (int n = 0; n < count; n++)
        {
            Assert.Equal(1, mixedLabels[n].Sum(), 12);
            Assert.InRange(mixedLabels[n].Count(label => label > 0), 1, 2);
            double mean = mixedLabels[n].Select((label, other) => label * other).Sum();
            Assert.Equal([mean, -2 * mean, 1], mixed[n].Select(value => Math.Round(value, 9)), (a, b) => Math.Abs(a - b) < 1e-8);
        }

        Assert.Contains(mixedLabels, label => label.Max() < 0.9);
    }
}
