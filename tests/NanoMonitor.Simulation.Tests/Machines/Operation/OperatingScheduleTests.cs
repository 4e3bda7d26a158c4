using NanoMonitor.Simulation.Machines.Operation;

namespace NanoMonitor.Simulation.Tests.Machines.Operation;

public sealed class OperatingScheduleTests
{
    private static readonly OperatingPoint[] Points = [new(20, 0.5, 10), new(25, 0.8, 15), new(30, 1, 12)];

    [Fact]
    public void Every_point_recurs_within_two_minutes()
    {
        var schedule = new OperatingSchedule(Points, 3);
        for (double start = 0; start < 3_600; start += 120)
        {
            double[] speeds = [.. Enumerable.Range(0, 120).Select(second => schedule.At(start + second).SpeedHz)];
            Assert.All(Points, point => Assert.Contains(speeds, speed => Math.Abs(speed / point.SpeedHz - 1) < 0.01));
        }
    }

    [Fact]
    public void What_was_asked_before_does_not_change_the_answer()
    {
        var forward = new OperatingSchedule(Points, 3);
        var jumping = new OperatingSchedule(Points, 3);
        jumping.At(5_000);
        for (double time = 0; time < 200; time += 0.7)
        {
            Assert.Equal(forward.At(time), jumping.At(time));
            jumping.At(time + 300);
        }
    }

    [Fact]
    public void Speed_never_jumps()
    {
        var schedule = new OperatingSchedule(Points, 3);
        for (double time = 0; time < 600; time += 0.02)
        {
            Assert.InRange(schedule.At(time + 0.02).SpeedHz - schedule.At(time).SpeedHz, -0.2, 0.2);
        }
    }

    [Fact]
    public void A_single_point_is_kept()
    {
        var schedule = new OperatingSchedule([new OperatingPoint(10, 1, 5)], 3);
        Assert.All(Enumerable.Range(0, 1_000), second => Assert.InRange(schedule.At(second).SpeedHz, 9.9, 10.1));
    }
}
