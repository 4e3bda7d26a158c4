using NanoMonitor.Core.Model;
using NanoMonitor.Training.Alarms;
using NanoMonitor.Training.Calibration;
using NanoMonitor.Training.Tests.Calibration;

namespace NanoMonitor.Training.Tests.Alarms;

public class AlarmTrialTests
{
    private const int Hour = 2813; // windows of 1.28 s

    private static readonly CalibrationEvidence Steady = Evidence.Of(Evidence.Steady(10, 100, 0.7, 0.2, 1), own: new double[1000]);

    [Fact]
    public void Counts_alarms_by_the_day_and_delays_from_the_begin_of_a_recording()
    {
        int[] quiet = [1, 1, 2, 2, 4, 1, 3, 3, 1];
        var figures = AlarmTrial.Count("any", 2, [States(quiet)], [States([1, 1, 3, 4, 4]), States([1, 1, 1]), States([3, 3])]);
        Assert.Equal((2, 1), (figures.FalseWarnings, figures.FalseAlarms));
        Assert.Equal(2 * 24 / (18 / 3600.0), figures.FalseWarningsPerDay!.Value, 6);
        Assert.Equal((3, 1, 1, 2, 2), (figures.Faulty, figures.Alarmed, figures.AlarmedInAMinute, figures.Warned, figures.WarnedInAMinute));
        Assert.Equal(8, figures.MedianDelaySeconds);

        // 1 healthy, 2 or 3 warning, 4 alarm.
        static int[] States(int[] marks) => Array.ConvertAll(marks, mark => mark switch { 1 => HealthState.Healthy, 4 => HealthState.Alarm, _ => HealthState.Warning });
    }

    [Fact]
    public void Without_recordings_there_are_no_rates()
    {
        var figures = AlarmTrial.Count("any", 1, [], []);
        Assert.Null(figures.FalseAlarmsPerDay);
        Assert.Null(figures.MedianDelaySeconds);
    }

    [Fact]
    public void The_default_is_quiet_on_a_steady_machine_and_finds_what_is_clearly_off()
    {
        var random = new Random(2);
        var one = new AlarmCase("made up", "any", Steady, [Recording("healthy", random, 24 * Hour, 0.7)], [Recording("fault", random, 100, 2)]);
        var figures = AlarmTrial.Run(one, AlarmPolicies.Default);
        Assert.Equal((0, 0, 0), (figures.FalseAlarms, figures.FalseWarnings, figures.FalseSensorFaults));
        Assert.Equal(24, figures.HealthyHours, 1);
        Assert.Equal(1, figures.AlarmedInAMinute);
    }

    [Fact]
    public void Thresholds_of_the_training_windows_themselves_are_a_trap()
    {
        // The model scores what it learned from lower than anything later.
        var random = new Random(3);
        var evidence = Steady with { OwnScores = [Evidence.Scores(random, 1000, 0.2, 0.1)] };
        var one = new AlarmCase("made up", "any", evidence, [Recording("healthy", random, Hour, 0.7)], []);
        double Warned(string policy) => AlarmTrial.Run(one, AlarmPolicies.All.Single(of => of.Name == policy)).ShareWarned;
        Assert.InRange(Warned("in-sample"), 0.9, 1);
        Assert.Equal(0, Warned("default"));
    }

    [Fact]
    public void What_is_learned_of_an_installation_goes_on_from_recording_to_recording()
    {
        var random = new Random(4);
        double centre = HealthyReach.Of(Steady).Centre;
        double spread = HealthyReach.Of(Steady).Spread;
        double limit = ThresholdRule.Apply(Steady).WarningScore / 4096.0;
        // Above the limits, but not by more than the offset allows.
        var above = Recording("above", random, 200, limit + (0.3 * spread), 0.01);
        AlarmCase Case(double first) => new("made up", "any", Steady, [Recording("first", random, 200, first, 0.01), above], []);
        var offset = AlarmPolicies.All.Single(policy => policy.Name == "offset");
        Assert.Equal(1, AlarmTrial.Run(Case(centre), offset).FalseWarnings);
        Assert.Equal(0, AlarmTrial.Run(Case(centre + spread), offset).FalseWarnings);
        Assert.Equal(1, AlarmTrial.Run(Case(centre + spread), AlarmPolicies.Default).FalseWarnings);
    }

    [Fact]
    public void A_report_sums_splits_to_datasets_and_names_every_policy()
    {
        var random = new Random(5);
        AlarmCase Case(string dataset, string split) => new(dataset, split, Steady, [Recording("healthy", random, 50, 0.7)], [Recording("fault", random, 50, 3)]);
        var report = AlarmReport.Of([Case("a", "1"), Case("a", "2"), Case("b", "1")], AlarmPolicies.All);
        Assert.Equal(["a", "b"], report.Datasets.Keys);
        Assert.Equal(AlarmPolicies.All.Select(policy => policy.Name), report.Overall.Select(figures => figures.Policy));
        Assert.Equal((2, 3), (report.Datasets["a"].Single(figures => figures.Policy == "default").Alarmed, report.Overall.Single(figures => figures.Policy == "default").Alarmed));
        Assert.Contains("\"falseAlarmsPerDay\"", report.ToJson(), StringComparison.Ordinal);
    }

    private static ScoredRecording Recording(string name, Random random, int windows, double centre, double deviation = 0.2)
    {
        return new ScoredRecording(name, "machine", null, [[.. Evidence.Scores(random, windows, centre, deviation).Select(score => new ScoredWindow((int)(4096 * score), false, 100))]]);
    }
}
