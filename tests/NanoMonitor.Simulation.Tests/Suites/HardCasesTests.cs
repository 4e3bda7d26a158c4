using NanoMonitor.Datasets;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Simulation.Suites;
using NanoMonitor.Simulation.Tests.Support;

namespace NanoMonitor.Simulation.Tests.Suites;

/// <summary>Each case is hard in the way that it says.</summary>
public sealed class HardCasesTests
{
    private const long Seed = 5;

    public static TheoryData<string> Names => [.. HardCases.All.Select(hardCase => hardCase.Name)];

    [Fact]
    public void Names_are_different() => Assert.Distinct(HardCases.All.Select(hardCase => hardCase.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Commissioning_comes_before_healthy_and_faulty_recordings_in_turn(string name)
    {
        HardCase hardCase = HardCases.Find(name)!;
        IReadOnlyList<Session> sessions = SessionPlan.Of(hardCase, Seed);
        Assert.Equal(sessions.OrderBy(session => session.StartSeconds), sessions);
        Assert.All(sessions.Take(hardCase.TrainingRuns), session => Assert.True(session.IsTraining && session.Label == RecordingLabel.Normal));
        Session[] later = [.. sessions.Skip(hardCase.TrainingRuns)];
        Assert.DoesNotContain(later, session => session.IsTraining);
        Assert.Equal(hardCase.HealthyRuns, later.Count(session => session.Label == RecordingLabel.Normal));
        Assert.Equal(2 * hardCase.Machine.Faults.Count, later.Count(session => session.Label == RecordingLabel.Anomaly));
        Assert.Distinct(sessions.Select(session => session.Id));
        int firstFault = Array.FindIndex(later, session => session.Label == RecordingLabel.Anomaly);
        int lastHealthy = Array.FindLastIndex(later, session => session.Label == RecordingLabel.Normal);
        Assert.True(firstFault < lastHealthy);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_lie_within_the_sensors_range_and_do_not_stand_still(string name)
    {
        HardCase hardCase = HardCases.Find(name)!;
        int limit = 1 << (hardCase.Sensor.Settings.SampleBits - 1);
        CountSample[] samples = [.. Sessions(hardCase).Take(1).SelectMany(session => Samples(hardCase, session)).Take(2_000)];
        Assert.All(samples, sample => Assert.InRange(sample.Z, -limit, limit - 1));
        Assert.Equal(1, samples.Average(sample => sample.Z) / hardCase.Sensor.Settings.CountsPerG, 0.1);
        Assert.True(samples.Select(sample => sample.Z).Distinct().Count() > 10);
    }

    [Fact]
    public void The_inverter_takes_the_fan_through_speeds_far_apart()
    {
        HardCase hardCase = HardCases.Find("speed-fan")!;
        double[] x = Counts(hardCase, Sessions(hardCase)[0], sample => sample.X);
        double[] peaks = [.. x.Chunk(1024).Where(piece => piece.Length == 1024).Select(piece => new Spectrum(piece, 200).PeakHz(12, 27))];
        Assert.True(peaks.Max() - peaks.Min() > 4);
    }

    [Theory]
    [InlineData("dead-bits-fan", 0xF)]
    [InlineData("dead-bits-rig", 0xFF)]
    public void Dead_bits_are_stuck_in_every_recording(string name, int mask)
    {
        HardCase hardCase = HardCases.Find(name)!;
        Assert.All(Sessions(hardCase).Take(6).SelectMany(session => Samples(hardCase, session).Take(500)), sample =>
        {
            Assert.Equal(0, sample.X & mask);
            Assert.Equal(mask, sample.Y & mask);
        });
    }

    [Fact]
    public void Vibration_of_an_ageing_machine_grows()
    {
        HardCase hardCase = HardCases.Find("ageing-pump")!;
        var recorder = new CaseRecorder(hardCase, Seed);
        Session[] healthy = [.. Sessions(hardCase).Where(session => session.Label == RecordingLabel.Normal)];
        // The first order does not depend on the load.
        double[] amplitude = [.. healthy.Select(session => Math.Sqrt(new Spectrum(
            [.. recorder.Record(session).Take(HardCase.WindowSamples * hardCase.TestWindows).Select(taken => (double)taken.Sample.X)],
            hardCase.Sensor.Settings.SampleRateHz).Energy(47.5, 49.7)))];
        double days = (healthy[^1].StartSeconds - healthy[0].StartSeconds) / 86_400;
        Assert.InRange(days, 20, 40);
        Assert.Equal(Math.Pow(1.004, days), amplitude[^1] / amplitude[0], 0.03);
    }

    [Theory]
    [InlineData("short-fan")]
    [InlineData("short-rig")]
    public void Short_commissioning_is_a_hundred_windows(string name)
    {
        HardCase hardCase = HardCases.Find(name)!;
        Session[] training = [.. Sessions(hardCase).Where(session => session.IsTraining)];
        Assert.Equal(100 * HardCase.WindowSamples, training.Sum(session => Samples(hardCase, session).Count()));
    }

    [Fact]
    public void The_hall_is_warmer_later_than_while_commissioning()
    {
        HardCase hardCase = HardCases.Find("warming-pump")!;
        var recorder = new CaseRecorder(hardCase, Seed);
        double[] temperatures = [.. Sessions(hardCase).Select(session => recorder.Record(session).First().Sample.TemperatureC)];
        Assert.True(temperatures.Max() > temperatures[..4].Max() + 5);
    }

    [Fact]
    public void The_mains_differ_between_recordings()
    {
        HardCase hardCase = HardCases.Find("mains-fan")!;
        Session[] healthy = [.. Sessions(hardCase).Where(session => session.Label == RecordingLabel.Normal)];
        double[] energies = [.. healthy.Select(session => new Spectrum(Counts(hardCase, session, sample => sample.X), 200).Energy(49.5, 50.5))];
        Assert.True(energies.Max() > 3 * energies.Min());
    }

    [Theory]
    [InlineData("mounting-fan")]
    [InlineData("mounting-rig")]
    public void A_sensor_put_back_sits_differently(string name)
    {
        Session[] healthy = [.. Sessions(HardCases.Find(name)!).Where(session => session.Label == RecordingLabel.Normal)];
        Assert.True(healthy.Max(session => session.TurnDegrees[2]) - healthy.Min(session => session.TurnDegrees[2]) > 8);
        Assert.True(healthy.Max(session => session.BracketModeHz) > 1.1 * healthy.Min(session => session.BracketModeHz));
    }

    private static IReadOnlyList<Session> Sessions(HardCase hardCase) => SessionPlan.Of(hardCase, Seed);

    private static IEnumerable<CountSample> Samples(HardCase hardCase, Session session) =>
        new CaseRecorder(hardCase, Seed).Record(session).Select(taken => taken.Sample);

    private static double[] Counts(HardCase hardCase, Session session, Func<CountSample, int> axis) =>
        [.. Samples(hardCase, session).Select(sample => (double)axis(sample))];
}
