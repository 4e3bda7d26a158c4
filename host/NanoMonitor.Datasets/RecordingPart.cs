using System.Globalization;

namespace NanoMonitor.Datasets;

/// <summary>A recording, or the part of it from <paramref name="FromSeconds"/> (included) to <paramref name="ToSeconds"/> (excluded).</summary>
/// <param name="Recording">The recording.</param>
/// <param name="FromSeconds">Start in seconds from the recording's first sample; null = its start.</param>
/// <param name="ToSeconds">End in seconds; null = its end. An end beyond the recording's is its end.</param>
public sealed record RecordingPart(Recording Recording, double? FromSeconds = null, double? ToSeconds = null)
{
    /// <summary>The recording's id, with the part's seconds where it is not whole: <c>vd-on[0..180]</c>.</summary>
    public override string ToString()
    {
        return FromSeconds is null && ToSeconds is null
            ? Recording.Id
            : string.Create(CultureInfo.InvariantCulture, $"{Recording.Id}[{FromSeconds ?? 0}..{ToSeconds}]");
    }
}
