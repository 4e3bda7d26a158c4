using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Tests.Calibration;

public class AlarmTailTests
{
    [Fact]
    public void Tells_how_often_a_level_is_reached_that_the_sample_never_saw()
    {
        var random = new Random(3);
        double[] few = Exponentials(random, 3000);
        var tail = AlarmTail.Of([few], 1, 0.01);
        // Of independent exponentials e^-9 reach 9; runs of a separation of 1 are the values themselves, but for neighbours.
        double level = 9;
        Assert.InRange(tail.RateBeyond(level) / Math.Exp(-level), 0.3, 3);
        var (low, high) = tail.RateInterval(level, 1);
        Assert.InRange(Math.Exp(-level), low, high);
        Assert.Equal(level, tail.LevelOf(tail.RateBeyond(level)), 6);
    }

    [Fact]
    public void The_interval_is_wide_where_little_is_known()
    {
        var random = new Random(4);
        double Width(int count)
        {
            var tail = AlarmTail.Of([Exponentials(random, count)], 1, 0.01);
            var (low, high) = tail.RateInterval(tail.LevelOf(1e-5), 1);
            return high / low;
        }

        Assert.InRange(Width(10_000), 1.2, 10);
        Assert.InRange(Width(40), 100, double.PositiveInfinity);
    }

    [Fact]
    public void What_hangs_together_is_one_alarm()
    {
        var random = new Random(5);
        double[] independent = Exponentials(random, 4000);
        double[] eightfold = [.. independent.Take(500).SelectMany(value => Enumerable.Repeat(value, 8))];
        var tail = AlarmTail.Of([eightfold], 8, 0.01);
        Assert.InRange(tail.Excesses.Length, 25, 50);
        Assert.InRange(tail.RateBeyond(6) / (Math.Exp(-6) / 8), 0.2, 5);
    }

    [Fact]
    public void Values_that_are_all_alike_leave_a_thin_tail()
    {
        var tail = AlarmTail.Of([[1, 1, 1, 1]], 1, 0.1);
        Assert.Equal((1, 0.1, 1), (tail.Threshold, tail.Tail.Scale, tail.Excesses.Length));
        Assert.InRange(tail.RateBeyond(3), 0, 1e-8);
    }

    private static double[] Exponentials(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => -Math.Log(1 - random.NextDouble()))];
}
