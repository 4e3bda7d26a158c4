using System.Globalization;
using System.Text;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Dcase;

/// <summary>What one detector made of one type of machine.</summary>
/// <param name="Type">The type of machine.</param>
/// <param name="Scores">By machine id: every test clip that could be read.</param>
public sealed record DcaseResult(string Type, IReadOnlyDictionary<string, IReadOnlyList<DcaseScore>> Scores)
{
    /// <summary>Areas by machine id; null figures where labels are missing.</summary>
    public IReadOnlyDictionary<string, AreaReport> Areas { get; } = Scores.ToDictionary(item => item.Key, item => AreaReport.Of(
        [.. item.Value.Where(score => score.Clip.Label == RecordingLabel.Normal).Select(score => score.Score)],
        [.. item.Value.Where(score => score.Clip.Label == RecordingLabel.Anomaly).Select(score => score.Score)]));

    /// <summary>Mean over the machines.</summary>
    public AreaReport Average => new(Areas.Values.Average(area => area.Auc), Areas.Values.Average(area => area.Pauc));

    /// <summary>Name of the file of a machine's scores.</summary>
    public string ScoreFileName(string machineId) => $"anomaly_score_{Type}_id_{machineId}.csv";

    /// <summary>The scores of a machine as the challenge takes them: file name, score, a line each.</summary>
    public string ScoreLines(string machineId)
    {
        return string.Concat(Scores[machineId].Select(score => string.Create(CultureInfo.InvariantCulture, $"{score.Clip.FileName},{score.Score:R}\n")));
    }

    /// <summary>The areas as the baseline's result file has them; empty fields where labels are missing.</summary>
    public string ResultLines()
    {
        var lines = new StringBuilder();
        lines.Append(CultureInfo.InvariantCulture, $"{Type}\nid,AUC,pAUC\n");
        foreach (var (id, area) in Areas.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            lines.Append(CultureInfo.InvariantCulture, $"{id},{area.Auc:R},{area.Pauc:R}\n");
        }

        return lines.Append(CultureInfo.InvariantCulture, $"Average,{Average.Auc:R},{Average.Pauc:R}\n\n").ToString();
    }
}
