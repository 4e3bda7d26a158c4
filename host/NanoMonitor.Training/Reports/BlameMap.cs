using NanoMonitor.Training.Comparison;

namespace NanoMonitor.Training.Reports;

/// <summary>Which features are to blame in which recording: mean excess bits over what a healthy machine gives, a cell each.</summary>
internal static class BlameMap
{
    // A standard normal feature costs ½·log2 e bits on average.
    private const double UsualBits = 0.72134752044448170;

    // Bits of excess that are drawn darkest.
    private const double FullBits = 8;
    private const int NameWidth = 170;
    private const int Width = 640;
    private const int RowHeight = 18;
    private const int Gap = 8;

    public static string Draw(ScoredCase scored)
    {
        ScoredRun[] runs = [.. scored.Runs.Where(run => run.Blame is not null)];
        if (runs.Length == 0)
        {
            return "";
        }

        double cell = (double)Width / scored.FeatureNames.Count;
        var svg = new Svg(NameWidth + Width + Gap, (runs.Length * RowHeight) + RowHeight + (2 * Gap), "Features to blame by recording");
        string[] parts = [.. scored.FeatureNames.Select(name => name.Split('.')[0])];
        foreach (string part in parts.Distinct())
        {
            svg.Words(NameWidth + (Array.IndexOf(parts, part) * cell), Gap + 9, part);
        }

        for (int index = 0; index < runs.Length; index++)
        {
            double top = Gap + ((index + 1) * RowHeight);
            svg.Words(NameWidth - Gap, top + 13, runs[index].Name, "end");
            for (int feature = 0; feature < scored.FeatureNames.Count; feature++)
            {
                double excess = runs[index].Blame![feature] - UsualBits;
                double share = Math.Log2(1 + Math.Max(0, excess)) / Math.Log2(1 + FullBits);
                svg.Cell(NameWidth + (feature * cell), top, cell - 0.5, RowHeight - 1, Palette.Heat(share), $"{runs[index].Name}, {scored.FeatureNames[feature]}: {excess:+0.0;-0.0} bits");
            }
        }

        return svg.ToString();
    }
}
