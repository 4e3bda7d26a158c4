using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Nodes;

/// <summary>
/// Computes again on the host what a virtual node sent about its windows: features from the very frames its driver read,
/// scores from the weight table it ran. Every integer must be the same.
/// </summary>
public sealed class ParityCheck
{
    private readonly FeatureSpec _spec;
    private readonly FrameLog _frames;
    private readonly FeatureExtractor _extractor;
    private readonly WindowFeatures _features;
    private readonly AccelerometerFrame[] _window;
    private readonly int[][] _samples;
    private readonly Dictionary<int, GroupMade> _models = [];

    /// <param name="spec">The node's feature spec.</param>
    /// <param name="frames">What its driver read.</param>
    public ParityCheck(FeatureSpec spec, FrameLog frames)
    {
        _spec = spec;
        _frames = frames;
        _extractor = new FeatureExtractor(spec);
        _features = new WindowFeatures(spec);
        _window = new AccelerometerFrame[spec.WindowLength];
        _samples = [.. Enumerable.Range(0, spec.AxisCount).Select(_ => new int[spec.WindowLength])];
    }

    /// <summary>Windows computed again.</summary>
    public int Windows { get; private set; }

    /// <summary>Windows of these that the node also scored.</summary>
    public int Scored { get; private set; }

    /// <summary>Windows in which any integer differed.</summary>
    public int Mismatches { get; private set; }

    /// <summary>Tells it of a table the node may run.</summary>
    public void AddModel(WeightTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _models[table.Crc] = new GroupMade(table);
    }

    /// <summary>Computes every window of a batch again.</summary>
    /// <param name="batch">What the node sent.</param>
    /// <param name="firstFrameOfBoot">Number in the log of the first frame of the batch's boot.</param>
    public void Check(FeatureBatch batch, long firstFrameOfBoot)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (var i = 0; i < batch.RowCount; i++)
        {
            var row = batch.Row(i);
            Windows++;
            if (!IsEqual(row, firstFrameOfBoot) || !HasEqualScore(row, batch.ModelCrc))
            {
                Mismatches++;
            }
        }
    }

    private bool IsEqual(FeatureRow row, long firstFrameOfBoot)
    {
        _frames.CopyTo(firstFrameOfBoot + row.FirstFrame, _window);
        for (var n = 0; n < _window.Length; n++)
        {
            _samples[0][n] = _window[n].X;
            _samples[1][n] = _window[n].Y;
            _samples[2][n] = _window[n].Z;
        }

        _extractor.Extract(_samples, row.TemperatureCentiC, _features);
        return row.Features.AsSpan().SequenceEqual(_features.Values) && row.RmsMilliG.AsSpan().SequenceEqual(_features.RmsMilliG);
    }

    private bool HasEqualScore(FeatureRow row, int modelCrc)
    {
        if (row.Score == Score.None)
        {
            return true;
        }

        Scored++;
        return _models.TryGetValue(modelCrc, out var model) && model.Evaluate(row.Features) == row.Score;
    }
}
