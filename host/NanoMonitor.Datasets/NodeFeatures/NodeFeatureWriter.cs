using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>
/// Writes <c>node-features</c> datasets: a folder with <c>dataset.json</c> and one file a run, <c>run-0001.nmf</c>, <c>run-0002.nmf</c>, …
/// (layout: <see cref="NodeFeatureFile"/>). Every recording names its file, machine, label, condition, number of windows and start.
/// </summary>
public static class NodeFeatureWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

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
        try
        {
            Directory.CreateDirectory(folder);
            string id = FreeId(folder);
            WholeFile.Write(Path.Combine(folder, id + ".nmf"), NodeFeatureFile.Encode(run.Spec, run.Windows));
            root["recordings"]!.AsArray().Add(Describe(id, run));
            WholeFile.Write(manifest, JsonSerializer.SerializeToUtf8Bytes(root, Indented));
            return id;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, error);
        }
    }

    /// <summary>Refuses a folder in which no run could be written, before one is recorded for it. Leaves nothing behind.</summary>
    /// <exception cref="DatasetException">Nothing can be written there.</exception>
    public static void RequireWritable(string folder)
    {
        try
        {
            WholeFile.RequireWritable(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, error);
        }
    }

    private static DatasetException Unwritable(string folder, Exception error)
    {
        return new DatasetException($"{folder}: the run cannot be written: {error.Message.TrimEnd('.')}. Choose another folder.", error);
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
            ["name"] = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
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

    // A file without an entry is left over from a crash: its number is not used again.
    private static string FreeId(string folder)
    {
        int number = 1;
        foreach (string path in Directory.EnumerateFiles(folder, "run-*.nmf"))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int used))
            {
                number = Math.Max(number, used + 1);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"run-{number:D4}");
    }

    private static JsonObject Describe(string id, NodeFeatureRun run)
    {
        var entry = new JsonObject
        {
            ["id"] = id,
            ["file"] = id + ".nmf",
            ["machine"] = run.Machine,
            ["label"] = run.Label.ToString().ToLowerInvariant(),
            ["windows"] = run.Windows.Count,
        };
        if (run.Condition is not null)
        {
            entry["condition"] = run.Condition;
        }

        if (run.Started is { } started)
        {
            entry["startedUtc"] = started.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        return entry;
    }
}
