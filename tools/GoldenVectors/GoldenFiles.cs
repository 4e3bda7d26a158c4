using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.UnitTests.Golden;

namespace NanoMonitor.Tools.GoldenVectors;

/// <summary>The files of expected numbers, as Core computes them on .NET today.</summary>
public static class GoldenFiles
{
    /// <summary>Where they lie, from the repository's root.</summary>
    public const string Folder = "device/NanoMonitor.UnitTests/Vectors";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<VectorClass> Create() => [Numbers(), Signal(), Velocity(), Model(), Decision(), Protocol()];

    /// <summary>Name of a file in <see cref="Folder"/>.</summary>
    public static string NameOf(VectorClass vectors) => vectors.Name + ".cs";

    private static VectorClass Numbers()
    {
        var vectors = new VectorClass("NumberVectors", "What GoldenNumbers gives.");
        vectors.Array(nameof(GoldenNumbers.Crc32OfPrefixes), GoldenNumbers.Crc32OfPrefixes());
        vectors.Array(nameof(GoldenNumbers.Logarithms), GoldenNumbers.Logarithms());
        vectors.Array(nameof(GoldenNumbers.Requantized), GoldenNumbers.Requantized());
        vectors.Array(nameof(GoldenNumbers.Roots), GoldenNumbers.Roots());
        vectors.Array(nameof(GoldenNumbers.Powers), GoldenNumbers.Powers());
        vectors.Array(nameof(GoldenNumbers.SinesAndCosines), GoldenNumbers.SinesAndCosines());
        return vectors;
    }

    private static VectorClass Signal()
    {
        var features = new List<short[]>();
        var rms = new List<int[]>();
        var flat = new List<int>();
        for (int i = 0; i < GoldenWindow.Count; i++)
        {
            var window = new GoldenWindow(i);
            var result = new WindowFeatures(window.Spec);
            new FeatureExtractor(window.Spec).Extract(window.Samples(), window.TemperatureCentiC, result);
            features.Add(result.Values);
            rms.Add(result.RmsMilliG);
            flat.Add(result.Flat ? 1 : 0);
        }
        var vectors = new VectorClass("SignalVectors", "What the signal chain makes of each GoldenWindow.");
        vectors.Constant(nameof(FeatureSpec.SignalRevision), FeatureSpec.SignalRevision);
        vectors.Arrays(nameof(WindowFeatures.Values), features);
        vectors.Arrays(nameof(WindowFeatures.RmsMilliG), rms);
        vectors.Array(nameof(WindowFeatures.Flat), flat.ToArray());
        return vectors;
    }

    private static VectorClass Velocity()
    {
        var vectors = new VectorClass("VelocityVectors", "What GoldenVelocity measures.");
        vectors.Arrays("Results", [.. Enumerable.Range(0, GoldenVelocity.Count).Select(GoldenVelocity.Measure)]);
        return vectors;
    }

    private static VectorClass Model()
    {
        IReadOnlyList<byte[]> tables = GoldenTables.Create();
        var scores = new List<int[]>();
        var modes = new List<int[]>();
        var terms = new List<int[]>();
        var blamed = new List<int[]>();
        for (int table = 0; table < tables.Count; table++)
        {
            WeightTable read = WeightTable.Read(tables[table]);
            int features = read.Spec.FeatureCount;
            var model = new GroupMade(read);
            var blame = new Blame(features);
            int[] top = new int[3];
            scores.Add(new int[GoldenModelInput.Count]);
            modes.Add(new int[GoldenModelInput.Count]);
            for (int i = 0; i < GoldenModelInput.Count; i++)
            {
                scores[table][i] = model.Evaluate(GoldenModelInput.Create(table, i, features));
                modes[table][i] = model.Mode;
                terms.Add([.. model.Terms]);
                blame.Add(model.Terms);
            }
            blame.Top(top);
            blamed.Add(top);
        }
        var vectors = new VectorClass("ModelVectors", "Weight tables, and what the model makes of each GoldenModelInput.");
        vectors.Constant("TableCount", tables.Count);
        vectors.Arrays("Table", tables);
        vectors.Arrays("Scores", scores);
        vectors.Arrays("Modes", modes);
        vectors.Arrays("Terms", terms);
        vectors.Arrays("Blamed", blamed);
        return vectors;
    }

    private static VectorClass Decision()
    {
        var results = new List<int[]>();
        for (int i = 0; i < GoldenDecision.Count; i++)
        {
            var decision = new GoldenDecision(i);
            results.Add([.. Enumerable.Range(0, GoldenDecision.Windows).SelectMany(_ => decision.Next())]);
        }
        var vectors = new VectorClass("DecisionVectors", "What each window of each GoldenDecision gives: state, pointwise state, mean score.");
        vectors.Arrays("Results", results);
        return vectors;
    }

    private static VectorClass Protocol()
    {
        var vectors = new VectorClass("ProtocolVectors", "The bytes of each GoldenMessage.");
        vectors.Arrays("Plain", [.. Enumerable.Range(0, GoldenMessage.PlainCount).Select(GoldenMessage.EncodePlain)]);
        vectors.Arrays("Sealed", [.. Enumerable.Range(0, GoldenMessage.SealedCount).Select(GoldenMessage.EncodeSealed)]);
        return vectors;
    }
}
