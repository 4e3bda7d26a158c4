using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Core.Tests.Model;

public class DriftWatchTests
{
    private const int Baseline = 400;
    private const int Band = 21; // y.band03
    private static readonly WeightTable Table = WeightTable.Read(WeightTableWriter.Write(Parameters()));
    private static readonly short[][] Levels = [ModeLevels.Of(Table, 0), ModeLevels.Of(Table, 1)];

    private readonly Random random = new(1);
    private readonly DriftWatch watch = new(Table);

    [Fact]
    public void A_machine_that_stays_as_it_is_has_not_changed()
    {
        Feed(Baseline + 50_000);
        Assert.False(watch.IsLearning);
        Assert.False(watch.HasChanged);
        Assert.InRange(watch.ScoreChange, -20, 20);
        Assert.All(Enumerable.Range(0, 54), feature => Assert.InRange(watch.BandChange(feature), -12, 12));
    }

    [Fact]
    public void A_band_that_grows_is_found_with_how_far_it_went()
    {
        Feed(Baseline);
        Feed(6000, octaves: 0.8);
        Assert.True(watch.HasChanged);
        int[] top = new int[2];
        watch.Top(top);
        Assert.Equal(Band, top[0]);
        Assert.InRange(watch.BandChange(Band), 195, 215);
        Assert.InRange(watch.BandChange(top[1]), -12, 12);
    }

    [Fact]
    public void So_is_one_that_fades_and_the_finding_ends_when_it_comes_back()
    {
        Feed(Baseline);
        Feed(6000, octaves: -0.8);
        Assert.True(watch.HasChanged);
        Assert.InRange(watch.BandChange(Band), -215, -195);
        Feed(6000);
        Assert.False(watch.HasChanged);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(-500)]
    public void A_score_that_moves_either_way_is_found(int change)
    {
        Feed(Baseline);
        Feed(20_000, score: change);
        Assert.True(watch.HasChanged);
        Assert.InRange(watch.ScoreChange, change - 20, change + 20);
    }

    [Fact]
    public void What_differs_at_commissioning_is_the_baseline()
    {
        Feed(Baseline, octaves: 2, score: 900);
        Feed(20_000, octaves: 2, score: 900);
        Assert.False(watch.HasChanged);
    }

    [Fact]
    public void Another_share_of_operating_modes_is_no_change()
    {
        Feed(Baseline, mode: 0);
        Feed(10_000, mode: 1);
        Assert.False(watch.HasChanged);
    }

    [Fact]
    public void Single_windows_hardly_count()
    {
        Feed(Baseline);
        Feed(100, octaves: 20);
        Assert.InRange(watch.BandChange(Band), 0, 7);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(Baseline + 5000)]
    public void Goes_on_where_it_was_saved(int windows)
    {
        Feed(windows, octaves: 0.2);
        PayloadWriter writer = new(watch.SavedLength);
        watch.Save(writer);
        Assert.Equal(watch.SavedLength, writer.ToArray().Length);
        DriftWatch after = new(Table);
        PayloadReader reader = new("record", writer.ToArray(), 0);
        after.Load(reader);
        reader.End();
        for (int i = 0; i < 3000; i++)
        {
            (short[] features, int score) = Window(0.7, 600, 0);
            watch.Take(features, 0, score);
            after.Take(features, 0, score);
        }

        Assert.Equal((watch.HasChanged, watch.ScoreChange, watch.IsLearning), (after.HasChanged, after.ScoreChange, after.IsLearning));
        Assert.All(Enumerable.Range(0, 54).Where(i => i % 18 < 16), feature => Assert.Equal(watch.BandChange(feature), after.BandChange(feature)));
    }

    [Fact]
    public void Forgets_all_and_learns_anew()
    {
        Assert.Equal(0, watch.LearnedPercent);
        Feed(Baseline / 4);
        Assert.Equal(25, watch.LearnedPercent);
        Feed(Baseline);
        Feed(6000, octaves: 1, score: 900);
        Assert.Equal((100, true), (watch.LearnedPercent, watch.HasChanged));
        watch.Forget();
        Assert.Equal((0, false, true, 0, 0), (watch.LearnedPercent, watch.HasChanged, watch.IsLearning, watch.ScoreChange, watch.BandChange(Band)));
        Feed(Baseline + 6000, octaves: 1, score: 900);
        Assert.Equal((100, false), (watch.LearnedPercent, watch.HasChanged));
    }

    [Fact]
    public void A_table_without_a_baseline_finds_nothing()
    {
        TableParameters parameters = Parameters();
        parameters.Thresholds.BaselineWindows = 0;
        DriftWatch off = new(WeightTable.Read(WeightTableWriter.Write(parameters)));
        for (int i = 0; i < 10_000; i++)
        {
            off.Take(new short[54], 0, i);
        }

        Assert.Equal((true, false, 0, 0), (off.IsLearning, off.HasChanged, off.ScoreChange, off.BandChange(Band)));
    }

    private static TableParameters Parameters()
    {
        TableParameters parameters = RandomTables.Create(9, modes: 2, residual: false);
        parameters.Thresholds.BaselineWindows = Baseline;
        parameters.Thresholds.ScoreDriftLimit = 400;
        parameters.Thresholds.BandDriftLimit = 128;
        return parameters;
    }

    private void Feed(int windows, double octaves = 0, int score = 0, int mode = 0)
    {
        for (int i = 0; i < windows; i++)
        {
            (short[] features, int mean) = Window(octaves, score, mode);
            watch.Take(features, mode, mean);
        }
    }

    // A quarter of an octave of noise either way in every band.
    private (short[] Features, int MeanScore) Window(double octaves, int score, int mode)
    {
        short[] features = [.. Levels[mode].Select((level, i) => (short)(level + random.Next(-64, 65) + (i == Band ? (int)(256 * octaves) : 0)))];
        return (features, score + random.Next(-200, 201));
    }
}
