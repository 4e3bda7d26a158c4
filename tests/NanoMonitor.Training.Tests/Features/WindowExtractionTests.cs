using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Tests.Features;

public class WindowExtractionTests
{
    [Fact]
    public void Windows_start_at_multiples_of_the_hop_and_a_rest_is_dropped()
    {
        var spec = new FeatureSpec(0, 8, 4096, 16, 200_000, 1, 256, 128, 16, FeatureSpec.Crest | FeatureSpec.Temperature);
        var random = new Random(1);
        int[] samples = [.. Enumerable.Range(0, 600).Select(_ => random.Next(-500, 500))];
        int[] temperatures = [.. Enumerable.Range(0, 600).Select(n => 2000 + n)];
        var windows = WindowExtraction.Extract(spec, new WaveformStretch(77, [samples], temperatures), bootId: 5);
        Assert.Equal([(5, 0), (5, 1), (5, 2)], windows.Select(window => (window.BootId, window.Index)));
        Assert.Equal([2255, 2383, 2511], windows.Select(window => window.TemperatureCentiC));
        Assert.Equal(2511, windows[2].Values[^1]);

        var expected = new WindowFeatures(spec);
        new FeatureExtractor(spec).Extract([samples[128..384]], 2383, expected);
        Assert.Equal(expected.Values, windows[1].Values);
        Assert.Equal(expected.RmsMilliG, windows[1].RmsMilliG);
        Assert.NotSame(windows[0].Values, windows[1].Values);
    }
}
