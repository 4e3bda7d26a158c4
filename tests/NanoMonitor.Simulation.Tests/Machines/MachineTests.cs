using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Machines;

public sealed class MachineTests
{
    public static TheoryData<string, double> Machines => new() { { "fan", 200 }, { "pump", 1000 }, { "rig", 4000 } };

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_same_seed_gives_the_same_life(string name, double sampleRateHz)
    {
        Assert.Equal(Life(name, 4, sampleRateHz), Life(name, 4, sampleRateHz));
        Assert.NotEqual(Life(name, 4, sampleRateHz), Life(name, 5, sampleRateHz));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_fault_changes_nothing_before_it_starts_and_something_after(string name, double sampleRateHz)
    {
        int start = (int)(5 * sampleRateHz);
        Machine faulty = Make(name, 4);
        faulty.Fault = new FaultSchedule(5, 5, 1);
        double[] healthy = Recording.Of(Make(name, 4), sampleRateHz, 2 * start)[1];
        double[] vibration = Recording.Of(faulty, sampleRateHz, 2 * start)[1];
        Assert.Equal(healthy[..(start - 1)], vibration[..(start - 1)]);
        Assert.NotEqual(healthy[start..], vibration[start..]);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_fault_of_severity_zero_is_exactly_healthy(string name, double sampleRateHz)
    {
        Machine machine = Make(name, 4);
        machine.Fault = FaultSchedule.Constant(0);
        double[][] vibration = Recording.Of(machine, sampleRateHz, 2_000);
        Assert.Equal(Recording.Of(Make(name, 4), sampleRateHz, 2_000), vibration);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void More_severity_is_more_vibration(string name, double sampleRateHz)
    {
        double previous = 0;
        foreach (double severity in new[] { 0, 0.25, 0.5, 1 })
        {
            Machine machine = Make(name, 4);
            machine.Fault = FaultSchedule.Constant(severity);
            double rms = Recording.Rms(Recording.Of(machine, sampleRateHz, (int)(10 * sampleRateHz))[1]);
            Assert.True(rms > 1.1 * previous, $"RMS {rms} g at severity {severity} after {previous} g");
            previous = rms;
        }
    }

    [Fact]
    public void Frames_do_not_depend_on_how_often_the_driver_asks()
    {
        AccelerometerFrame[] often = Drive(pollMicroseconds: 1_700);
        AccelerometerFrame[] seldom = Drive(pollMicroseconds: 29_000);
        int common = Math.Min(often.Length, seldom.Length);
        Assert.InRange(common, 39_000, 40_000);
        Assert.Equal(often[..common], seldom[..common]);
    }

    [Fact]
    public void Reading_the_temperature_does_not_disturb_the_vibration()
    {
        var curious = new Pump(2);
        curious.Begin(0, 1000);
        var sample = new double[3];
        double[] undisturbed = Recording.Of(new Pump(2), 1000, 3_000)[0];
        for (int n = 0; n < undisturbed.Length; n++)
        {
            curious.TemperatureC(n * 7.0 % 5_000);
            curious.Next(sample);
            Assert.Equal(undisturbed[n], sample[0]);
        }
    }

    [Fact]
    public void A_fault_warms_the_housing_slowly()
    {
        var healthy = new BearingRig(2);
        var faulty = new BearingRig(2) { Fault = new FaultSchedule(1_000, 0, 1) };
        Assert.Equal(healthy.TemperatureC(1_000), faulty.TemperatureC(1_000));
        Assert.InRange(faulty.TemperatureC(1_010) - healthy.TemperatureC(1_010), 0.1, 0.5);
        Assert.InRange(faulty.TemperatureC(4_000) - healthy.TemperatureC(4_000), 14.5, 15.1);
    }

    [Fact]
    public void Ageing_raises_all_vibration_over_days()
    {
        double fresh = Recording.Rms(Recording.Of(new Fan(2) { AgeingPerDay = 0.1 }, 200, 40_000)[0]);
        double aged = Recording.Rms(Recording.Of(new Fan(2) { AgeingPerDay = 0.1 }, 200, 40_000, 10 * 86_400)[0]);
        Assert.Equal(Math.Pow(1.1, 10), aged / fresh, 0.15);
    }

    private static Machine Make(string name, long seed)
    {
        return name switch
        {
            "fan" => new Fan(seed),
            "pump" => new Pump(seed),
            _ => new BearingRig(seed),
        };
    }

    private static double[][] Life(string name, long seed, double sampleRateHz)
    {
        Machine machine = Make(name, seed);
        machine.Fault = new FaultSchedule(1, 2, 1);
        return Recording.Of(machine, sampleRateHz, (int)(4 * sampleRateHz));
    }

    private static AccelerometerFrame[] Drive(long pollMicroseconds)
    {
        var clock = new ManualClock();
        var machine = new BearingRig(9) { Fault = new FaultSchedule(5, 3, 1) };
        var sensor = new VirtualMpu6886(clock, new AnalogFrontEnd(machine, 9), 1_234);
        var driver = new Mpu6886Driver(sensor);
        driver.Start(0, Mpu6886Driver.FilterBypassed);
        var frames = new List<AccelerometerFrame>();
        while (clock.NowMicroseconds < 9_900_000)
        {
            clock.Advance(pollMicroseconds);
            frames.AddRange(driver.ReadAllFrames());
        }

        Assert.Equal(0, sensor.FramesLost);
        return [.. frames];
    }
}
