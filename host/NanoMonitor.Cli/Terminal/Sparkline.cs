using System.Text;

namespace NanoMonitor.Cli.Terminal;

/// <summary>A series drawn with one character a value.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Ascii = "_.-=+*#@";

    /// <summary>Draws the last <paramref name="width"/> values, padded with spaces on the left.</summary>
    /// <param name="values">The series, oldest first; NaN draws a space.</param>
    /// <param name="width">Characters.</param>
    /// <param name="low">The value of the lowest mark; values below share it.</param>
    /// <param name="high">The value of the highest mark; values above share it.</param>
    /// <param name="unicode">Block characters instead of ASCII.</param>
    public static string Draw(IReadOnlyList<double> values, int width, double low, double high, bool unicode = true)
    {
        string marks = unicode ? Blocks : Ascii;
        var text = new StringBuilder(width);
        int first = Math.Max(0, values.Count - width);
        text.Append(' ', width - (values.Count - first));
        for (int i = first; i < values.Count; i++)
        {
            text.Append(double.IsNaN(values[i]) ? ' ' : marks[Level(values[i], low, high, marks.Length)]);
        }

        return text.ToString();
    }

    /// <summary>Draws on the scale of the values themselves.</summary>
    /// <param name="values">The series, oldest first; NaN draws a space.</param>
    /// <param name="width">Characters.</param>
    /// <param name="unicode">Block characters instead of ASCII.</param>
    public static string Draw(IReadOnlyList<double> values, int width, bool unicode = true)
    {
        double[] shown = [.. values.TakeLast(width).Where(double.IsFinite)];
        return shown.Length == 0
            ? new string(' ', width)
            : Draw(values, width, shown.Min(), shown.Max(), unicode);
    }

    private static int Level(double value, double low, double high, int levels)
    {
        double fraction = high > low ? (value - low) / (high - low) : 0;
        return (int)Math.Clamp(fraction * levels, 0, levels - 1);
    }
}
