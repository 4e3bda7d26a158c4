using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Tests.Model;

public class ScoreBaselineTests
{
    [Fact]
    public void The_offset_is_the_mean_distance_once_all_scores_are_there()
    {
        ScoreBaseline baseline = new(1000, 500, 4);
        foreach (int score in new[] { 1100, 1300, 1200 })
        {
            baseline.Take(score);
            Assert.Equal((true, 0), (baseline.IsLearning, baseline.Offset));
        }

        baseline.Take(1200);
        Assert.Equal((false, 200), (baseline.IsLearning, baseline.Offset));
    }

    [Fact]
    public void It_is_frozen_for_good()
    {
        ScoreBaseline baseline = new(0, 500, 2);
        baseline.Take(-100);
        baseline.Take(-100);
        for (int i = 0; i < 1000; i++)
        {
            baseline.Take(400);
        }

        Assert.Equal(-100, baseline.Offset);
    }

    [Theory]
    [InlineData(int.MaxValue, 300)]
    [InlineData(int.MinValue, -300)]
    public void No_score_counts_beyond_the_limit(int score, int offset)
    {
        ScoreBaseline lasting = new(0, 300, 3);
        ScoreBaseline once = new(0, 300, 3);
        for (int i = 0; i < 3; i++)
        {
            lasting.Take(score);
            once.Take(i == 1 ? score : 0);
        }

        Assert.Equal((offset, offset / 3), (lasting.Offset, once.Offset));
    }

    [Fact]
    public void Without_scores_to_learn_from_the_offset_stays_0()
    {
        ScoreBaseline baseline = new(0, 300, 0);
        baseline.Take(200);
        Assert.Equal((false, 0), (baseline.IsLearning, baseline.Offset));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Goes_on_where_it_was_saved(int taken)
    {
        ScoreBaseline before = new(50, 300, 5);
        for (int i = 0; i < taken; i++)
        {
            before.Take(90);
        }

        PayloadWriter writer = new(ScoreBaseline.SavedLength);
        before.Save(writer);
        ScoreBaseline after = new(50, 300, 5);
        after.Load(new PayloadReader("record", writer.ToArray(), 0));
        Assert.Equal((before.IsLearning, before.Offset), (after.IsLearning, after.Offset));
        for (int i = taken; i < 5; i++)
        {
            after.Take(90);
        }

        Assert.Equal(40, after.Offset);
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(5, 1501)]
    [InlineData(5, -1501)]
    public void Refuses_what_no_baseline_of_the_table_wrote(int taken, long sum)
    {
        PayloadWriter writer = new(ScoreBaseline.SavedLength);
        writer.Int16(taken);
        writer.Int64(sum);
        Assert.Throws<FormatException>(() => new ScoreBaseline(0, 300, 5).Load(new PayloadReader("record", writer.ToArray(), 0)));
    }
}
