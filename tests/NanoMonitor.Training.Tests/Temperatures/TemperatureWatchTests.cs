using NanoMonitor.Training.Temperatures;

namespace NanoMonitor.Training.Tests.Temperatures;

public class TemperatureWatchTests
{
    private const int PerHour = 12;
    private const int PerDay = 24 * PerHour;

    [Fact]
    public void Is_silent_until_it_knows_two_days_and_while_the_day_runs_its_usual_course()
    {
        var scores = Run(12 * PerDay, _ => 0);
        Assert.All(scores.Take(2 * PerDay - 1), score => Assert.Equal(0, score.Value));
        Assert.Contains(scores, score => score.Value > 0);
        Assert.All(scores, score => Assert.InRange(score.Value, 0, 0.9));
    }

    [Fact]
    public void A_jump_counts_within_a_quarter_of_an_hour_and_a_single_wild_value_does_not()
    {
        int at = 10 * PerDay;
        var jump = Run(11 * PerDay, n => n >= at ? 30 : 0);
        Assert.InRange(jump[at + 2].Jump, TemperatureScore.JumpLimit, 100);
        Assert.InRange(jump[at + 2].Trend, 0, 1);
        Assert.All(Run(11 * PerDay, n => n == at ? 500 : 0), score => Assert.InRange(score.Value, 0, 0.9));
    }

    [Fact]
    public void A_slow_rise_counts_as_a_trend_before_it_is_a_jump()
    {
        var scores = Run(20 * PerDay, n => Math.Max(0, n - (10 * PerDay)) * 0.5 / PerDay, dailyC: 0);
        int first = scores.FindIndex(score => score.Value >= 1);
        Assert.InRange(first, 12 * PerDay, 14 * PerDay);
        Assert.True(scores[first].Trend >= TemperatureScore.TrendLimit);
    }

    [Fact]
    public void A_sensor_at_rest_may_move_by_one_unit()
    {
        var watch = new TemperatureWatch(300);
        var scores = Enumerable.Range(0, 10 * PerDay).Select(n => watch.Take(n < 9 * PerDay ? 20 : 21)).ToList();
        Assert.All(scores, score => Assert.InRange(score.Value, 0, 0.99));
    }

    // 60 °C with a daily course and noise of ±½, and what a test adds.
    private static List<TemperatureScore> Run(int count, Func<int, double> added, double dailyC = 5)
    {
        var random = new Random(1);
        var watch = new TemperatureWatch(300);
        return [.. Enumerable.Range(0, count).Select(n => watch.Take(60 + (dailyC * Math.Sin(2 * Math.PI * n / PerDay)) + random.NextDouble() - 0.5 + added(n)))];
    }
}
