using System.Text.Json.Nodes;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Cli.Tests.Verbs;

/// <summary>A node-features dataset of Gaussian windows: two healthy runs and one with a shifted mean.</summary>
internal static class SmallDataset
{
    public const string SplitName = "second-run";

    /// <summary>Writes it and returns its folder.</summary>
    public static string Write(string folder)
    {
        var random = new Random(5);
        string first = Append(folder, RecordingLabel.Normal, null, random, 0);
        string second = Append(folder, RecordingLabel.Normal, null, random, 0);
        string faulty = Append(folder, RecordingLabel.Anomaly, "loose", random, 600);

        return AddSplit(folder, [first], [second, faulty]);
    }

    /// <summary>The same of two machines, with a healthy run of a third that nothing can be learned of.</summary>
    public static string WritePlant(string folder)
    {
        var random = new Random(6);
        string[][] runs = [.. new[] { "fan", "pump" }.Select(machine => new[]
        {
            Append(folder, RecordingLabel.Normal, null, random, 0, machine),
            Append(folder, RecordingLabel.Normal, null, random, 0, machine),
            Append(folder, RecordingLabel.Anomaly, "loose", random, 600, machine),
        })];
        string stranger = Append(folder, RecordingLabel.Normal, null, random, 0, "stranger");
        return AddSplit(folder, [.. runs.Select(own => own[0])], [.. runs.SelectMany(own => own[1..]), stranger]);
    }

    private static string AddSplit(string folder, string[] train, string[] test)
    {
        string manifest = Path.Combine(folder, Dataset.ManifestName);
        JsonObject root = JsonNode.Parse(File.ReadAllText(manifest))!.AsObject();
        root["splits"] = new JsonObject { [SplitName] = new JsonObject { ["train"] = Parts(train), ["test"] = Parts(test) } };
        File.WriteAllText(manifest, root.ToJsonString());
        return folder;
    }

    private static JsonArray Parts(params string[] ids) => [.. ids.Select(id => new JsonObject { ["recording"] = id })];

    private static string Append(string folder, RecordingLabel label, string? condition, Random random, int shift, string machine = "fan")
    {
        FeatureWindow[] windows = [.. Enumerable.Range(0, 120).Select(i => new FeatureWindow(
            1, i, [.. Enumerable.Range(0, 54).Select(_ => (short)(2000 + shift + (100 * Normal(random))))], [50, 60, 70], 2500, Flat: false))];
        return NodeFeatureWriter.AppendRun(folder, new NodeFeatureRun(TestTables.Spec, machine, label, windows) { Condition = condition });
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
