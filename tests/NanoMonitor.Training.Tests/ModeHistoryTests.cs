namespace NanoMonitor.Training.Tests;

public class ModeHistoryTests
{
    [Fact]
    public void Says_when_each_mode_occurred()
    {
        var spec = SyntheticFeatures.OneAxis;
        var runs = SyntheticFeatures.Set(spec, SyntheticFeatures.Linear(spec, 100, 1), SyntheticFeatures.Linear(spec, 100, 2)).Runs;
        int[] assignment = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 180)];
        assignment[105] = 0;
        assignment[150] = 2;
        var modes = ModeHistory.Of(runs, assignment, 1.28, 4);
        Assert.Equal(3, modes.Count);
        Assert.Equal("89 % of the windows: run 1 from 0:25 to 2:08 and run 2 from 0:00 to 2:08", modes[0].Describe(2));
        Assert.Equal("11 % of the windows: run 1 from 0:00 to 0:25 and run 2 from 0:06 to 0:07", modes[1].Describe(2));
        Assert.Equal("1 % of the windows, once: run 2 from 1:04 to 1:05", modes[2].Describe(2));
    }

    [Fact]
    public void Many_periods_are_counted()
    {
        var spec = SyntheticFeatures.OneAxis;
        var runs = SyntheticFeatures.Set(spec, SyntheticFeatures.Linear(spec, 100, 1)).Runs;
        int[] assignment = [.. Enumerable.Range(0, 100).Select(i => i / 10 % 2)];
        Assert.Equal("50 % of the windows in 5 periods", ModeHistory.Of(runs, assignment, 1, 4)[0].Describe(1));
    }
}
