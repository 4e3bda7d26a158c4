using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Features;

/// <summary>
/// Recordings in short pieces: snapshots of a second or less, segments, a node that sleeps between its windows. Windows get shorter where
/// pieces do not hold them, and trailing means run on from piece to piece where pieces do not hold a mean.
/// </summary>
internal static class ShortStretches
{
    private const int LongestWindow = 256;
    private const int ShortestWindow = 128;

    /// <summary>The longest window, 256 or 128 samples, that a typical stretch of the dataset's first normal recording holds.</summary>
    /// <param name="dataset">A waveform dataset; one whose first recording is absent gets 256.</param>
    /// <param name="assumptions">Told of a choice other than the default.</param>
    public static int ChooseWindow(Dataset dataset, List<string> assumptions)
    {
        var first = dataset.Recordings.FirstOrDefault(recording => recording.Label == RecordingLabel.Normal && File.Exists(recording.Path));
        if (first is null)
        {
            return LongestWindow;
        }

        int typical = Median(WaveformReader.Read(dataset, new RecordingPart(first)).Select(stretch => stretch.Length));
        int window = typical >= LongestWindow ? LongestWindow : ShortestWindow;
        double rateHz = dataset.Waveform!.SampleRateHz;
        if (window != LongestWindow)
        {
            assumptions.Add($"Stretches are {typical} samples long ({typical / rateHz:0.##} s): windows have {window} samples instead of {LongestWindow}.");
        }

        if (typical / window < TrailingMean.WindowsFor(window, (int)Math.Round(1000 * rateHz)))
        {
            assumptions.Add($"Stretches are shorter than the {TrailingMean.Seconds:0} s of the trailing mean, which therefore runs on from stretch to stretch of a recording.");
        }

        return window;
    }

    /// <summary>The stretches of one recording for trailing means: as they are, or as one where the typical one does not hold a mean.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> Pool<T>(IReadOnlyList<IReadOnlyList<T>> stretches, FeatureSpec spec)
    {
        bool isShort = stretches.Count > 1
            && Median(stretches.Select(stretch => stretch.Count)) < TrailingMean.WindowsFor(spec.Hop, spec.SampleRateMilliHz);
        return isShort ? [[.. stretches.SelectMany(stretch => stretch)]] : stretches;
    }

    private static int Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
