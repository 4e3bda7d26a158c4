using NanoMonitor.Training.Clips;

namespace NanoMonitor.Training.Tests.Clips;

public class LogMelTests
{
    private const int RateHz = 16000;

    // Slaney's mel scale by hand: 1 kHz is mel 15, 8 kHz is mel 15 + 27·ln 8 / ln 6.4 = 45.25; filter b is centred at mel (b + 1)·45.25 / 129.
    [Theory]
    [InlineData(500, 20)]
    [InlineData(1000, 42)]
    [InlineData(4000, 99)]
    public void A_tone_is_loudest_in_the_filter_around_it(double frequencyHz, int band)
    {
        float[] frame = Assert.Single(new LogMel(RateHz).Of(Tone(frequencyHz, 0.5, LogMel.FrameLength)));
        Assert.Equal(LogMel.Bands, frame.Length);
        Assert.Equal(band, Array.IndexOf(frame, frame.Max()));
    }

    [Fact]
    public void Doubling_the_amplitude_adds_six_decibels_and_silence_has_a_floor()
    {
        var mel = new LogMel(RateHz);
        float[] soft = mel.Of(Tone(1000, 0.25, LogMel.FrameLength))[0];
        float[] loud = mel.Of(Tone(1000, 0.5, LogMel.FrameLength))[0];
        Assert.Equal(20 * Math.Log10(2), loud[42] - soft[42], 3);
        Assert.All(mel.Of(new float[LogMel.FrameLength])[0], value => Assert.Equal(-100, value));
    }

    [Fact]
    public void Frames_follow_each_other_by_half_a_frame()
    {
        Assert.Equal(3, new LogMel(RateHz).Of(new float[LogMel.FrameLength + (2 * LogMel.Hop) + 511]).Length);
    }

    private static float[] Tone(double frequencyHz, double amplitude, int length)
    {
        return [.. Enumerable.Range(0, length).Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * frequencyHz * n / RateHz)))];
    }
}
