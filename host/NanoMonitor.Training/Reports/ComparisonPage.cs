using System.Globalization;
using System.Text;
using NanoMonitor.Training.Comparison;

namespace NanoMonitor.Training.Reports;

/// <summary>A comparison as one self-contained HTML page: tables, ROC curves, scores over time, and features to blame.</summary>
public static class ComparisonPage
{
    private const string Style =
        "body{font:15px/1.45 system-ui,sans-serif;color:#222;max-width:900px;margin:2em auto;padding:0 1em}"
        + "h1{font-size:1.6em}h2{font-size:1.25em;margin-top:2.2em;border-top:1px solid #ddd;padding-top:1em}h3{font-size:1em;margin:1.4em 0 .3em}"
        + "table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.25em .7em;border-bottom:1px solid #e4e4e4;text-align:right}"
        + "td:first-child,th:first-child{text-align:left}th{font-weight:600;border-bottom:2px solid #bbb}td.best{font-weight:700}"
        + "p.note{color:#555;margin:.3em 0 .8em}svg{display:block;max-width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:#444}"
        + "line.grid{stroke:#ddd}line.limit{stroke:#999;stroke-dasharray:4 3}polyline{fill:none}"
        + ".curve{stroke-width:1.2}.curve.main{stroke-width:2.6}.single{stroke-width:.6;opacity:.45}.mean{stroke-width:1.8}"
        + ".normal{stroke:#117733}.anomaly{stroke:#b3261e}";

    /// <summary>The page.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="cases">The scores behind them.</param>
    /// <param name="notes">Sentences on what was assumed or chosen.</param>
    public static string Write(ComparisonReport report, IReadOnlyList<ScoredCase> cases, IReadOnlyList<string> notes)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Detectors compared</title><style>{Style}</style></head><body>\n");
        page.Append("<h1>Detectors compared</h1>\n<p class=\"note\">Learned from healthy recordings only. AUC and pAUC (false positive rate up to 0.1, standardised: 0.5 = chance) of single windows, then of trailing means over about 5 s. Rank: mean place over all cases by AUC and pAUC, as the DCASE 2020 challenge ranks; ± is the standard deviation over seeds.</p>\n");
        foreach (string note in notes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Svg.Escape(note)}</p>\n");
        }

        foreach (string sentence in LeftOutText.Of([.. cases.Select(scored => scored.Report)]))
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Svg.Escape(sentence)}</p>\n");
        }

        if (report.Datasets.Count > 1)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h3>Mean of the datasets that have the detector, {report.Datasets.Count} at most{(report.IsUneven ? "; detectors with different numbers do not compare" : "")}</h3>\n");
        }

        AppendTable(page, report.Overall);
        if (report.IsUneven && report.Common.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h3>Mean of the cases that have every detector</h3>\n<p class=\"note\">{Svg.Escape(string.Join(", ", report.CommonDatasets))}</p>\n");
            AppendTable(page, report.Common);
        }

        AppendDifferences(page, report.Overall);
        if (report.Datasets.Count > 1)
        {
            foreach (var (dataset, detectors) in report.Datasets)
            {
                page.Append(CultureInfo.InvariantCulture, $"<h3>{Svg.Escape(dataset)}</h3>\n");
                AppendTable(page, detectors);
            }
        }

        foreach (var scored in cases)
        {
            AppendCase(page, scored, cases.Count > 1);
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendCase(StringBuilder page, ScoredCase scored, bool withTable)
    {
        var report = scored.Report;
        string machine = report.Machine is { Length: > 0 } name ? $", machine {name}" : "";
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Svg.Escape($"{report.Dataset}, split {report.Split}{machine}")}</h2>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{report.Windows.Train} windows learned from; tested on {report.Windows.TestNormal} normal and {report.Windows.TestAnomaly} anomalous ones.</p>\n");
        if (withTable)
        {
            AppendTable(page, DetectorSummary.Of([report]));
        }

        string[] detectors = [.. report.Trials.Select(trial => trial.Detector).Distinct()];
        page.Append("<h3>ROC, single windows</h3>\n").Append(RocChart.Draw(scored, detectors));
        page.Append(CultureInfo.InvariantCulture, $"\n<h3>Score of {Svg.Escape(detectors[0])} over time</h3>\n").Append(ScoreStrips.Draw(scored, detectors[0]));
        string blame = BlameMap.Draw(scored);
        if (blame.Length > 0)
        {
            page.Append("\n<h3>Features to blame</h3>\n<p class=\"note\">Mean excess in bits over a healthy window; columns are the features in order, the pointer names them.</p>\n").Append(blame);
        }

        page.Append('\n');
    }

    private static void AppendDifferences(StringBuilder page, IReadOnlyList<DetectorSummary> detectors)
    {
        DetectorSummary[] others = [.. detectors.Where(detector => detector.Detector != BaselineDifference.Baseline)];
        if (others.Length is 0 || others.Length == detectors.Count)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<h3>Less {BaselineDifference.Baseline} on the same cases: mean of the datasets, and the worst dataset</h3>\n");
        page.Append("<table><tr><th>detector</th><th>AUC</th><th>worst</th><th>pAUC</th><th>worst</th><th>AUC 5 s</th><th>worst</th><th>pAUC 5 s</th><th>worst</th></tr>\n");
        foreach (var detector in others)
        {
            var less = detector.Difference;
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Svg.Escape(detector.Detector)}</td>");
            foreach (double? value in new[] { less.Auc, less.WorstAuc, less.Pauc, less.WorstPauc, less.AucAggregated, less.WorstAucAggregated, less.PaucAggregated, less.WorstPaucAggregated })
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{value?.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture) ?? "–"}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendTable(StringBuilder page, IReadOnlyList<DetectorSummary> detectors)
    {
        page.Append("<table><tr><th>detector</th><th>sets</th><th>AUC</th><th>pAUC</th><th>AUC 5 s</th><th>pAUC 5 s</th><th>rank</th><th>MACs</th><th>bytes</th><th>fit, s</th></tr>\n");
        foreach (var detector in detectors)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Svg.Escape(detector.Detector)}</td><td>{detector.Datasets}</td>");
            AppendFigure(page, detector.Auc, detectors.Max(other => other.Auc), detector.AucSpread);
            AppendFigure(page, detector.Pauc, detectors.Max(other => other.Pauc), detector.PaucSpread);
            AppendFigure(page, detector.AucAggregated, detectors.Max(other => other.AucAggregated), detector.AucAggregatedSpread);
            AppendFigure(page, detector.PaucAggregated, detectors.Max(other => other.PaucAggregated), detector.PaucAggregatedSpread);
            page.Append(CultureInfo.InvariantCulture, $"<td>{detector.Rank:0.0}</td><td>{detector.Macs?.ToString("N0", CultureInfo.InvariantCulture) ?? "–"}</td><td>{detector.Bytes:N0}</td><td>{detector.TrainSeconds:0.00}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendFigure(StringBuilder page, double? value, double? best, double spread)
    {
        string kind = value is not null && value == best ? " class=\"best\"" : "";
        string figure = value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "–";
        string around = spread >= 0.0005 ? string.Create(CultureInfo.InvariantCulture, $" ±{spread:0.000}") : "";
        page.Append(CultureInfo.InvariantCulture, $"<td{kind}>{figure}{around}</td>");
    }
}
