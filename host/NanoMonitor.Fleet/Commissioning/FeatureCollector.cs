using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;

namespace NanoMonitor.Fleet.Commissioning;

/// <summary>Gathers the windows of one run: each once, in order, with what is missing counted.</summary>
/// <param name="spec">The feature spec every batch must have.</param>
public sealed class FeatureCollector(FeatureSpec spec)
{
    // In the order of their first batch.
    private readonly List<BootRows> boots = [];

    /// <summary>Different windows taken.</summary>
    public int WindowCount => boots.Sum(boot => boot.Count);

    /// <summary>Windows that came again.</summary>
    public int DuplicateCount { get; private set; }

    /// <summary>Windows between the first and the last of a boot that never came.</summary>
    public int LostCount => boots.Sum(boot => boot.LostCount);

    /// <summary>Places where the node itself voided samples between two windows that came.</summary>
    public int GapCount => boots.Sum(boot => boot.Rows.Zip(boot.Rows.Skip(1), IsGap).Count(isGap => isGap));

    /// <summary>Time of the machine from the first window to the last, over all boots.</summary>
    public TimeSpan Covered =>
        TimeSpan.FromSeconds(boots.Sum(boot => boot.CoveredFrames) * 1000.0 / spec.SampleRateMilliHz);

    /// <summary>Takes a batch.</summary>
    /// <exception cref="FleetException">The batch has another feature spec.</exception>
    public void Add(FeatureBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.FeatureSpecHash != spec.Hash || batch.FeatureCount != spec.FeatureCount || batch.AxisCount != spec.AxisCount)
        {
            throw new FleetException(
                $"The node sent features of the spec {Hex.Of(batch.FeatureSpecHash)}, its birth says {Hex.Of(spec.Hash)}. Was it reconfigured? Start again.");
        }

        for (int i = 0; i < batch.RowCount; i++)
        {
            Add(batch.BootId, batch.Row(i));
        }
    }

    /// <summary>Takes a row of a batch with the collector's feature spec.</summary>
    public void Add(int bootId, FeatureRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        DuplicateCount += BootOf(bootId).Add(row) ? 0 : 1;
    }

    /// <summary>The windows as a dataset keeps them: numbers follow each other exactly where no sample is missing between two windows.</summary>
    public IReadOnlyList<FeatureWindow> ToWindows()
    {
        var windows = new List<FeatureWindow>(WindowCount);
        foreach (BootRows boot in boots)
        {
            FeatureRow? previous = null;
            int index = 0;
            foreach (FeatureRow row in boot.Rows)
            {
                // Where samples were lost, the time that passed gives the number, and one is left out at the least.
                int byTime = (int)((row.FirstFrame + spec.Hop - 1) / spec.Hop);
                index = previous is null ? byTime
                    : AreContiguous(previous, row) ? index + 1
                    : Math.Max(index + 2, byTime);
                windows.Add(new FeatureWindow(boot.BootId, index, row.Features, row.RmsMilliG, row.TemperatureCentiC, IsFlat(row)));
                previous = row;
            }
        }

        return windows;
    }

    private BootRows BootOf(int bootId)
    {
        BootRows? boot = boots.Find(known => known.BootId == bootId);
        if (boot is null)
        {
            boot = new BootRows(bootId, spec.Hop);
            boots.Add(boot);
        }

        return boot;
    }

    private bool IsGap(FeatureRow previous, FeatureRow next) =>
        next.Window == previous.Window + 1 && !AreContiguous(previous, next);

    private bool AreContiguous(FeatureRow previous, FeatureRow next) =>
        next.FirstFrame == previous.FirstFrame + spec.Hop;

    // The extractor puts every band at its floor exactly when no axis moved.
    private bool IsFlat(FeatureRow row)
    {
        for (int axis = 0; axis < spec.AxisCount; axis++)
        {
            ReadOnlySpan<short> bands = row.Features.AsSpan(axis * spec.FeaturesPerAxis, spec.BandCount);
            if (bands.ContainsAnyExcept((short)FeatureExtractor.BandFloor))
            {
                return false;
            }
        }

        return true;
    }
}
