namespace NanoMonitor.Fuzz.Tests;

/// <summary>The checked-in samples: a folder for each target.</summary>
internal static class CorpusFolder
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>All samples of a target, by name.</summary>
    public static IReadOnlyList<byte[]> Of(string target)
    {
        return [.. Directory.GetFiles(Path.Combine(Root, target)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    /// <summary>One sample.</summary>
    public static byte[] Of(string target, string name) => File.ReadAllBytes(Path.Combine(Root, target, name));
}
