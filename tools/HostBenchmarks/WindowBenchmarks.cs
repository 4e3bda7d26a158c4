using BenchmarkDotNet.Attributes;
using MathNet.Numerics;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Tools.NodeCost.Cases;

namespace NanoMonitor.Tools.HostBenchmarks;

/// <summary>
/// How many windows a second the host works through, by the node's integers and by float64 with MathNet's FFT. One operation is one
/// window of the meter's reference case.
/// </summary>
[Config(typeof(ShortInProcess))]
public class WindowBenchmarks
{
    private static readonly CaseShape s_shape = new();
    private static readonly FeatureSpec s_spec = s_shape.Spec;

    private readonly int[][] _samples = SimulatedMotion.Counts(s_spec.WindowLength);
    private readonly FeatureExtractor _extractor = new(s_spec);
    private readonly WindowFeatures _features = new(s_spec);
    private readonly FloatFeatures _float = new(s_spec);
    private readonly GroupMade _model;

    /// <summary>Everything that is needed more than once.</summary>
    public WindowBenchmarks()
    {
        // Threads cost more than they gain at this length.
        Control.UseSingleThread();
        _extractor.Extract(_samples, 2500, _features);
        _model = new GroupMade(WeightTable.Read(FittedTable.Create(s_shape, [_features.Values])));
    }

    /// <summary>Features in float64.</summary>
    [Benchmark(Baseline = true)]
    public double[] FeaturesByMathNet() => _float.Extract(_samples);

    /// <summary>Features in integers.</summary>
    [Benchmark]
    public WindowFeatures FeaturesInIntegers()
    {
        _extractor.Extract(_samples, 2500, _features);
        return _features;
    }

    /// <summary>Features and score in integers.</summary>
    [Benchmark]
    public int ScoreInIntegers()
    {
        _extractor.Extract(_samples, 2500, _features);
        return _model.Evaluate(_features.Values);
    }
}
