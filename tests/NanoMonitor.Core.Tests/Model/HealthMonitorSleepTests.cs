using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Tests.Model;

public class HealthMonitorSleepTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Judges_over_sleeps_as_if_there_had_been_none(int seed)
    {
        Random random = new(seed);
        Thresholds limits = new()
        {
            AggregateWindows = 4,
            WarningScore = 1000,
            AlarmScore = 2000,
            LowScore = -1000,
            Hysteresis = 100,
            WarningHoldWindows = 2,
            AlarmHoldWindows = 3,
            ClearHoldWindows = 4,
            StoppedRmsMilliG = 10,
            BaselineWindows = 30,
            CentreScore = 100,
            OffsetLimit = 300,
        };
        HealthMonitor awake = new(limits);
        HealthMonitor asleep = new(limits);
        HashSet<int> states = [];
        for (int window = 0; window < 5000; window++)
        {
            if (random.Next(3) == 0)
            {
                PayloadWriter writer = new(1000);
                asleep.Save(writer);
                asleep = new HealthMonitor(limits);
                PayloadReader reader = new("record", writer.ToArray(), 0);
                asleep.Load(reader);
                reader.End();
            }

            int level = (window / 40 % 4) switch { 0 => 0, 1 => 1500, 2 => 3000, _ => -2000 };
            int score = level + random.Next(-600, 600);
            bool flat = random.Next(60) == 0;
            int rms = window / 100 % 5 == 4 ? 5 : 100;
            states.Add(awake.Judge(score, flat, rms));
            asleep.Judge(score, flat, rms);
            Assert.Equal((awake.Baseline.IsLearning, awake.Baseline.Offset, awake.MayLearn), (asleep.Baseline.IsLearning, asleep.Baseline.Offset, asleep.MayLearn));
            Assert.Equal((awake.State, awake.PointwiseState, awake.MeanScore, awake.HasMean), (asleep.State, asleep.PointwiseState, asleep.MeanScore, asleep.HasMean));
        }

        Assert.Superset(new HashSet<int> { HealthState.Healthy, HealthState.Warning, HealthState.Alarm, HealthState.Stopped, HealthState.SensorFault }, states);
    }

    [Fact]
    public void What_a_monitor_with_thresholds_wrote_can_be_read_past()
    {
        PayloadWriter writer = new(1000);
        HealthMonitor with = new(new Thresholds { AggregateWindows = 3 });
        with.Judge(5, false, 100);
        with.Save(writer);
        PayloadReader reader = new("record", writer.ToArray(), 0);
        new HealthMonitor(null).Load(reader);
        reader.End();
    }
}
