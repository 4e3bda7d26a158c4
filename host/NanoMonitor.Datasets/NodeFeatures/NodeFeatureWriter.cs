using System.Text.Json.Nodes;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>
/// Writes <c>node-features</c> datasets: a folder with <c>dataset.json</c> and one file a run, <c>run-0001.nmf</c>, <c>run-0002.nmf</c>, …
/// (layout: <see cref="NodeFeatureFile"/>). Every recording names its file, machine, label, condition, number of windows and start.
/// </summary>
public static class NodeFeatureWriter
{
    /// <summary>
    /// Adds a run to the dataset in <paramref name="folder"/>, which is made where it is absent. The run's file is whole before
    /// <c>dataset.json</c> names it, and both appear at once under their names, so a crash leaves the dataset as it was before or after.
    /// Whatever else <c>dataset.json</c> holds, such as splits, stays.
    /// </summary>
    /// <returns>The id of the run.</returns>
    /// <exception cref="DatasetException">
    /// The folder holds another kind of dataset or another feature spec, the run has no windows or its windows are out of order, or nothing can be written.
    /// </exception>
    public static string AppendRun(string folder, NodeFeatureRun run)
    {
        Check(run);
        string manifest = Path.Combine(folder, Dataset.ManifestName);
        var root = File.Exists(manifest) ? Reopen(folder, manifest, run) : Create(folder, run);
        return RunFolder.Append(folder, root, ".nmf", NodeFeatureFile.Encode(run.Spec, run.Windows), Describe(run));
    }

    /// <summary>Refuses a folder in which no run could be written, before one is recorded for it. Leaves nothing behind.</summary>
    /// <exception cref="DatasetException">Nothing can be written there.</exception>
    public static void RequireWritable(string folder)
    {
        RunFolder.RequireWritable(folder);
    }

    private static void Check(NodeFeatureRun run)
    {
        if (run.Windows.Count == 0)
        {
            throw new DatasetException("The run has no windows; nothing is written.");
        }

        foreach (var window in run.Windows)
        {
            if (window.Values.Length != run.Spec.FeatureCount || window.RmsMilliG.Length != run.Spec.AxisCount)
            {
                throw new DatasetException($"Window {window.Index} of boot {window.BootId} has {window.Values.Length} features on {window.RmsMilliG.Length} axes, the spec {run.Spec.FeatureCount} on {run.Spec.AxisCount}.");
            }
        }

        if (NodeFeatureFile.Disorder(run.Windows) is { } disorder)
        {
            throw new DatasetException($"The run cannot be kept: {disorder}");
        }
    }

    private static JsonObject Create(string folder, NodeFeatureRun run)
    {
        var root = new JsonObject
        {
            ["format"] = Dataset.Format,
            ["kind"] = "node-features",
            ["name"] = RunFolder.NameOf(folder),
        };
        new NodeFeatureLayout(run.Spec).Write(root);
        root["recordings"] = new JsonArray();
        return root;
    }

    private static JsonObject Reopen(string folder, string manifest, NodeFeatureRun run)
    {
        var layout = Dataset.Open(folder).NodeFeatures
            ?? throw new DatasetException($"{manifest}: holds another kind of dataset; write the run to a folder of its own.");
        return layout.Spec.Hash == run.Spec.Hash
            ? JsonNode.Parse(File.ReadAllBytes(manifest))!.AsObject()
            : throw new DatasetException($"{manifest}: has the feature spec {Hex.Of(layout.Spec.Hash)}, the run {Hex.Of(run.Spec.Hash)}; write the run to a folder of its own.");
    }

    private static JsonObject Describe(NodeFeatureRun run)
    {
        var entry = new JsonObject
        {
            ["machine"] = run.Machine,
            ["label"] = run.Label.ToString().ToLowerInvariant(),
            ["windows"] = run.Windows.Count,
        };
        RunFolder.AddOptional(entry, run.Condition, run.Started);
        return entry;
    }
}
