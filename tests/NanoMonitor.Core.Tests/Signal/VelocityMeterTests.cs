using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Signal;

public class VelocityMeterTests
{
    private const int Window = 256;

    public static TheoryData<double> Rates => [2500, 3200, 3333, 4000, 5376, 6667, 26667];

    [Theory]
    [MemberData(nameof(Rates))]
    public void Reads_the_true_velocity_of_sines_from_10_to_1000_Hz_within_3_percent(double rateHz)
    {
        double worst = 0;
        foreach (double frequency in new[] { 10, 10.6, 12, 15, 19, 25, 40, 79.4, 160, 333, 500, 630, 760, 880, 940, 970, 1000 })
        {
            double amplitudeG = frequency < 20 ? 0.1 : frequency < 200 ? 0.5 : 6;
            double truth = VelocityRms(amplitudeG, frequency);
            double read = Read(rateHz, t => 1 + (amplitudeG * Math.Sin(Math.Tau * frequency * t)));
            worst = Math.Max(worst, Math.Abs((read / truth) - 1));
        }

        Assert.InRange(worst, 0, 0.03);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Passes_little_below_10_and_above_1000_Hz(double rateHz)
    {
        double Gain(double frequency, double amplitudeG) =>
            Read(rateHz, t => amplitudeG * Math.Sin(Math.Tau * frequency * t)) / VelocityRms(amplitudeG, frequency);

        Assert.InRange(Gain(1, 0.5), 0, 0.002);
        Assert.InRange(Gain(2.5, 0.5), 0.015, 0.02);
        Assert.InRange(Gain(5, 0.5), 0.16, 0.19);
        if (rateHz is > 3000 and < 7000)
        {
            Assert.InRange(Gain(1500, 6), 0, 0.72);
            Assert.InRange(Gain(0.48 * rateHz, 7), 0, 0.025);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Equals_the_float64_filter_on_noise(double rateHz)
    {
        Random random = new(3);
        VelocityReference reference = new(rateHz);
        (VelocityMeter meter, FeatureSpec spec) = Create(rateHz);
        double settle = 0;
        double squares = 0;
        long count = 0;
        double sum = 0;
        int blocks = 0;
        int[] samples = new int[Window];
        while (blocks < 4)
        {
            double windowSquares = 0;
            for (int n = 0; n < Window; n++)
            {
                samples[n] = (int)Math.Round((random.NextDouble() - 0.5) * 4 * spec.CountsPerG);
                double velocity = reference.Next(samples[n] / (double)spec.CountsPerG);
                windowSquares += velocity * velocity;
            }

            bool isNew = meter.Add([samples]);
            settle += Window / rateHz;
            if (settle > 1 + (Window / rateHz))
            {
                squares += windowSquares;
                count += Window;
            }

            if (isNew)
            {
                blocks++;
                sum += Math.Pow(meter.RmsCentiMmS[0] / 100.0, 2);
            }
        }

        Assert.Equal(Math.Sqrt(squares / count), Math.Sqrt(sum / blocks), Math.Sqrt(squares / count) * 0.002);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Gravity_and_a_step_of_it_are_no_velocity_once_settled(double rateHz)
    {
        (VelocityMeter meter, FeatureSpec spec) = Create(rateHz);
        Assert.Equal(0, ReadNext(meter, rateHz, _ => 7.9, spec));
        Assert.InRange(ReadNext(meter, rateHz, _ => 6.9, spec), 2, 10);
        Assert.Equal(0, ReadNext(meter, rateHz, _ => 6.9, spec));
    }

    [Theory]
    [InlineData(2500)]
    [InlineData(6667)]
    public void Reads_nothing_before_it_has_settled_and_after_a_gap(double rateHz)
    {
        (VelocityMeter meter, FeatureSpec spec) = Create(rateHz);
        int[] samples = [.. Enumerable.Range(0, Window).Select(n => (int)(spec.CountsPerG * (1 + Math.Sin(n))))];
        for (int round = 0; round < 2; round++)
        {
            int windows = 0;
            while (!meter.Add([samples]))
            {
                Assert.Equal(VelocityMeter.None, meter.RmsCentiMmS[0]);
                windows++;
            }

            Assert.Equal((2 * (int)Math.Ceiling(rateHz / Window)) - 1, windows);
            Assert.NotEqual(VelocityMeter.None, meter.RmsCentiMmS[0]);
            meter.Restart();
            Assert.Equal(VelocityMeter.None, meter.RmsCentiMmS[0]);
        }
    }

    [Fact]
    public void Stops_at_its_largest_figure()
    {
        (VelocityMeter meter, FeatureSpec spec) = Create(2500);
        Assert.Equal((VelocityMeter.None - 1) / 100.0, ReadNext(meter, 2500, t => 7.9 * Math.Sign(Math.Sin(Math.Tau * 11 * t)), spec));
    }

    [Theory]
    [InlineData(2_499_999, false)]
    [InlineData(2_500_000, true)]
    [InlineData(32_000_000, true)]
    [InlineData(32_000_001, false)]
    public void Refuses_rates_it_cannot_measure_at(int rateMilliHz, bool covers)
    {
        Assert.Equal(covers, VelocityDesign.Covers(rateMilliHz));
        if (!covers)
        {
            Assert.Contains("2500 to 32000 Hz", Assert.Throws<ArgumentException>(() => new VelocityDesign(rateMilliHz, 4096, 16)).Message);
        }
    }

    private static double VelocityRms(double amplitudeG, double frequency) => amplitudeG * 9806.65 / (Math.Tau * frequency) / Math.Sqrt(2);

    private static (VelocityMeter Meter, FeatureSpec Spec) Create(double rateHz)
    {
        FeatureSpec spec = new(SensorFamily.Unknown, 8, 4096, 16, (int)(rateHz * 1000), 1, Window, Window, 16, 0);
        return (new VelocityMeter(spec), spec);
    }

    private static double Read(double rateHz, Func<double, double> accelerationG)
    {
        (VelocityMeter meter, FeatureSpec spec) = Create(rateHz);
        return ReadNext(meter, rateHz, accelerationG, spec);
    }

    /// <summary>RMS over the next five figures, mm/s, as of a 16-bit sensor of 8 g with its rounding.</summary>
    private static double ReadNext(VelocityMeter meter, double rateHz, Func<double, double> accelerationG, FeatureSpec spec)
    {
        double sum = 0;
        long n = 0;
        int[] samples = new int[Window];
        for (int figures = 0; figures < 5;)
        {
            for (int i = 0; i < Window; i++, n++)
            {
                samples[i] = (int)Math.Clamp(Math.Round(accelerationG(n / rateHz) * spec.CountsPerG), -32768, 32767);
            }

            if (meter.Add([samples]))
            {
                sum += Math.Pow(meter.RmsCentiMmS[0] / 100.0, 2);
                figures++;
            }
        }

        return Math.Sqrt(sum / 5);
    }
}
