using NanoMonitor.Datasets.Dcase;

namespace NanoMonitor.Datasets.Tests.Dcase;

public sealed class WavFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_rate_and_samples_of_the_first_channel()
    {
        string path = Path.Combine(folder.Path, "two.wav");
        WavWriter.Write(path, 16000, channels: 2, [16384, 1, -32768, 2, 0, 3]);
        var sound = WavFile.Read(path);
        Assert.Equal(16000, sound.SampleRateHz);
        Assert.Equal([0.5f, -1, 0], sound.Samples);
    }

    [Theory]
    [InlineData(0, "not a WAV file")]
    [InlineData(20, "not a WAV file")]
    [InlineData(44, "holds no sound", true)]
    [InlineData(60, "cut short")]
    public void Names_a_file_that_cannot_be_read_and_what_is_wrong(int length, string complaint, bool empty = false)
    {
        string path = Path.Combine(folder.Path, "broken.wav");
        WavWriter.Write(path, 16000, channels: 1, empty ? [] : [.. Enumerable.Range(0, 100).Select(i => (short)i)]);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        string message = Assert.Throws<DatasetException>(() => WavFile.Read(path)).Message;
        Assert.StartsWith(path + ": ", message, StringComparison.Ordinal);
        Assert.Contains(complaint, message, StringComparison.Ordinal);
    }
}
