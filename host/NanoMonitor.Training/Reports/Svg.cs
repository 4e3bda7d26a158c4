using System.Globalization;
using System.Net;
using System.Text;

namespace NanoMonitor.Training.Reports;

/// <summary>Writes one drawing as an SVG element, coordinates in pixels from the upper left.</summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new();

    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="label">What it shows, for readers who do not see it.</param>
    public Svg(int width, int height, string label)
    {
        text.Append(CultureInfo.InvariantCulture, $"<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Escape(label)}\">");
    }

    public static string Escape(string value) => WebUtility.HtmlEncode(value);

    public void Line(double x1, double y1, double x2, double y2, string kind)
    {
        text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" class=\"{kind}\"/>");
    }

    /// <param name="points">At least one.</param>
    /// <param name="kind">Class of the style sheet.</param>
    /// <param name="colour">CSS colour, or null for the class' own.</param>
    public void Path(IEnumerable<(double X, double Y)> points, string kind, string? colour = null)
    {
        text.Append("<polyline points=\"");
        text.AppendJoin(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        text.Append(CultureInfo.InvariantCulture, $"\" class=\"{kind}\"{(colour is null ? "" : $" style=\"stroke:{colour}\"")}/>");
    }

    /// <param name="x">Left.</param>
    /// <param name="y">Top.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="colour">CSS colour.</param>
    /// <param name="tip">Shown under the pointer.</param>
    public void Cell(double x, double y, double width, double height, string colour, string tip)
    {
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" fill=\"{colour}\"><title>{Escape(tip)}</title></rect>");
    }

    /// <param name="x">Of the anchor.</param>
    /// <param name="y">Of the base line.</param>
    /// <param name="value">The words.</param>
    /// <param name="anchor">start, middle or end.</param>
    public void Words(double x, double y, string value, string anchor = "start")
    {
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{Escape(value)}</text>");
    }

    public override string ToString() => text + "</svg>";
}
