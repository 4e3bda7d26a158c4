using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;

namespace NanoMonitor.Training.Features;

/// <summary>The windows of one recording, or of one part of it.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Label">What is known about the machine's health.</param>
/// <param name="Condition">Kind of fault or way of running, or null.</param>
/// <param name="Stretches">Windows over which the trailing mean runs on; from one stretch to the next it starts anew. Contiguous, except where recordings come in pieces too short for a mean. None is empty.</param>
public sealed record FeatureRun(string Name, RecordingLabel Label, string? Condition, IReadOnlyList<IReadOnlyList<FeatureWindow>> Stretches)
{
    /// <summary>The machine it was taken from; empty where nobody says.</summary>
    public string Machine { get; init; } = "";

    /// <summary>All windows in order.</summary>
    public IReadOnlyList<FeatureWindow> Windows { get; } = [.. Stretches.SelectMany(stretch => stretch)];

    /// <summary>The run from window <paramref name="from"/> (included) to <paramref name="to"/> (excluded), its stretches cut there.</summary>
    public FeatureRun Slice(int from, int to)
    {
        return Rebuild(Cut(from, to));
    }

    /// <summary>The run without the windows that <see cref="Slice"/> gives.</summary>
    public FeatureRun Without(int from, int to)
    {
        return Rebuild([.. Cut(0, from), .. Cut(to, Windows.Count)]);
    }

    /// <summary>The run without windows in which no axis moved; stretches end there.</summary>
    public FeatureRun WithoutFlat()
    {
        return Rebuild([.. Stretches.SelectMany(SplitAtFlat)]);
    }

    private static List<List<FeatureWindow>> SplitAtFlat(IReadOnlyList<FeatureWindow> stretch)
    {
        var parts = new List<List<FeatureWindow>>();
        bool open = false;
        foreach (var window in stretch)
        {
            if (!window.Flat && !open)
            {
                parts.Add([]);
            }

            open = !window.Flat;
            if (open)
            {
                parts[^1].Add(window);
            }
        }

        return parts;
    }

    private List<IReadOnlyList<FeatureWindow>> Cut(int from, int to)
    {
        var parts = new List<IReadOnlyList<FeatureWindow>>();
        int start = 0;
        foreach (var stretch in Stretches)
        {
            int first = Math.Max(from - start, 0);
            int end = Math.Min(to - start, stretch.Count);
            if (first < end)
            {
                parts.Add([.. stretch.Skip(first).Take(end - first)]);
            }

            start += stretch.Count;
        }

        return parts;
    }

    private FeatureRun Rebuild(IReadOnlyList<IReadOnlyList<FeatureWindow>> stretches)
    {
        return new FeatureRun(Name, Label, Condition, stretches) { Machine = Machine };
    }
}
