using System.Globalization;

namespace NanoMonitor.Training.Reports;

/// <summary>The colours of a report.</summary>
internal static class Palette
{
    // Paul Tol's "muted" scheme, told apart by colour-blind readers too, and black.
    private static readonly string[] Lines = ["#332288", "#cc6677", "#117733", "#ddaa33", "#88ccee", "#882255", "#44aa99", "#999933", "#aa4499", "#777777", "#000000"];

    /// <summary>The colour of the n-th line.</summary>
    public static string Line(int index) => Lines[index % Lines.Length];

    /// <summary>White at 0, dark red at 1.</summary>
    public static string Heat(double share)
    {
        double t = Math.Clamp(share, 0, 1);
        return string.Create(CultureInfo.InvariantCulture, $"rgb({255 - (int)(115 * t)},{255 - (int)(235 * t)},{255 - (int)(215 * t)})");
    }
}
