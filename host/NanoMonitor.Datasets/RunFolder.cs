using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoMonitor.Datasets;

/// <summary>
/// A dataset that grows by a run at a time: <c>dataset.json</c> and one file a run, <c>run-0001</c>, <c>run-0002</c>, …. A run's file is whole
/// before <c>dataset.json</c> names it, and both appear at once under their names, so a crash leaves the dataset as it was before or after.
/// </summary>
internal static class RunFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The name of a new dataset: that of its folder.</summary>
    public static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>Adds a run; the folder is made where it is absent.</summary>
    /// <param name="folder">The dataset.</param>
    /// <param name="root">What <c>dataset.json</c> holds before the run, with <c>recordings</c>.</param>
    /// <param name="extension">Of the run's file, with its dot.</param>
    /// <param name="content">Of the run's file.</param>
    /// <param name="entry">What is to be said of the run besides id and file.</param>
    /// <returns>The id of the run.</returns>
    /// <exception cref="DatasetException">Nothing can be written.</exception>
    public static string Append(string folder, JsonObject root, string extension, byte[] content, JsonObject entry)
    {
        return Explain(folder, () =>
        {
            Directory.CreateDirectory(folder);
            string id = FreeId(folder, extension);
            WholeFile.Write(Path.Combine(folder, id + extension), content);
            entry.Insert(0, "id", id);
            entry.Insert(1, "file", id + extension);
            root["recordings"]!.AsArray().Add(entry);
            WholeFile.Write(Path.Combine(folder, Dataset.ManifestName), JsonSerializer.SerializeToUtf8Bytes(root, Indented));
            return id;
        });
    }

    /// <summary>Refuses a folder in which no run could be written, before one is recorded for it. Leaves nothing behind.</summary>
    /// <exception cref="DatasetException">Nothing can be written there.</exception>
    public static void RequireWritable(string folder)
    {
        Explain(folder, () =>
        {
            WholeFile.RequireWritable(folder);
            return true;
        });
    }

    /// <summary>Adds to a run's entry what not every run has.</summary>
    public static void AddOptional(JsonObject entry, string? condition, DateTimeOffset? started)
    {
        if (condition is not null)
        {
            entry["condition"] = condition;
        }

        if (started is { } time)
        {
            entry["startedUtc"] = time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
    }

    // A file without an entry is left over from a crash: its number is not used again.
    private static string FreeId(string folder, string extension)
    {
        int number = 1;
        foreach (string path in Directory.EnumerateFiles(folder, "run-*" + extension))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int used))
            {
                number = Math.Max(number, used + 1);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"run-{number:D4}");
    }

    private static T Explain<T>(string folder, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{folder}: the run cannot be written: {error.Message.TrimEnd('.')}. Choose another folder.", error);
        }
    }
}
