using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Tools.NodeCost.Metering;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>The reference case on windows that a real fan was recorded with, where the recordings are there. Not in the document.</summary>
internal static class RecordedCase
{
    private const string Folder = "../shared/data/nxp-fan-1";

    /// <summary>Its cost, or nothing, with the reason on the terminal.</summary>
    public static IEnumerable<CaseCost> MeasureIfPresent(Meter meter, string root)
    {
        string folder = Path.Combine(root, Folder);
        if (!Directory.Exists(folder))
        {
            Console.WriteLine($"recorded windows left out: {Folder} is not here");
            yield break;
        }

        Dataset dataset = Dataset.Open(folder);
        WaveformStretch stretch = WaveformReader.Read(dataset, dataset.NormalParts()[0])[0];
        yield return meter.Window("recorded", new CaseShape(), stretch.Samples);
    }
}
