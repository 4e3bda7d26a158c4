using NanoMonitor.Fleet.Rollouts;

namespace NanoMonitor.Fleet.Tests.Rollouts;

public sealed class WaveSizeTests
{
    [Fact]
    public void A_list_says_how_far_each_wave_reaches()
    {
        IReadOnlyList<WaveSize> waves = WaveSize.ParseList("2, 25%,all");
        Assert.Equal([2, 3, 11], waves.Select(wave => wave.UpTo(11)));
        Assert.Equal([1, 1, 1], waves.Select(wave => wave.UpTo(1)));
        Assert.Equal("2,25%,all", string.Join(',', waves));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("101%")]
    [InlineData("half")]
    [InlineData("1,,all")]
    [InlineData("-1")]
    public void What_is_no_wave_is_refused(string text) => Assert.Throws<FormatException>(() => WaveSize.ParseList(text));
}
