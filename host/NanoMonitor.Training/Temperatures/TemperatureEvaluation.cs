using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Temperatures;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Temperatures;

/// <summary>Runs the temperature judgement over the recordings of a <see cref="DatasetKind.Temperature"/> dataset.</summary>
public static class TemperatureEvaluation
{
    // Values in a row above the limit that raise an alarm, and time below 0.7 of it that ends one.
    private const int HoldSamples = 3;
    private const double ClearShare = 0.7;
    private const double ClearSeconds = 3 * 3600;
    private const double SecondsPerDay = 86400;

    /// <summary>Judges every recording, whole.</summary>
    /// <exception cref="DatasetException">A recording cannot be read, or the dataset holds no temperatures.</exception>
    public static TemperatureReport Run(Dataset dataset)
    {
        var layout = dataset.Temperature ?? throw new DatasetException($"{dataset.Folder}: holds {dataset.Kind} recordings, not temperatures.");
        var inside = new List<double>();
        var outside = new List<double>();
        var alarms = new List<TemperatureAlarm>();
        int found = 0;
        foreach (var recording in dataset.Recordings)
        {
            var series = TemperatureReader.Read(dataset, new RecordingPart(recording));
            bool Labelled(DateTime time) => recording.AnomalyWindows.Any(window => time >= window.From && time <= window.To);
            var watch = new TemperatureWatch(layout.SamplePeriodSeconds);
            TemperatureScore[] scores = [.. series.Values.Select(watch.Take)];
            for (int n = 0; n < scores.Length; n++)
            {
                (Labelled(series.Times[n]) ? inside : outside).Add(scores[n].Value);
            }

            TemperatureAlarm[] own = [.. AlarmsAt(scores, layout.SamplePeriodSeconds).Select(n => Alarm(recording.Id, series.Times[n], scores[n], Labelled(series.Times[n])))];
            alarms.AddRange(own);
            found += recording.AnomalyWindows.Count(window => own.Any(alarm => alarm.Time >= window.From && alarm.Time <= window.To));
        }

        var area = AreaReport.Of(outside, inside);
        int samples = inside.Count + outside.Count;
        double days = samples * layout.SamplePeriodSeconds / SecondsPerDay;
        int falseAlarms = alarms.Count(alarm => !alarm.InWindow);
        return new TemperatureReport(
            dataset.Name, samples, days, area.Auc, area.Pauc, dataset.Recordings.Sum(recording => recording.AnomalyWindows.Count), found, falseAlarms, falseAlarms / days, alarms);
    }

    private static TemperatureAlarm Alarm(string recording, DateTime time, TemperatureScore score, bool labelled)
    {
        bool jump = score.Jump / TemperatureScore.JumpLimit >= score.Trend / TemperatureScore.TrendLimit;
        return new TemperatureAlarm(time, recording, jump ? "jump" : "trend", jump ? score.Jump : score.Trend, labelled);
    }

    private static IEnumerable<int> AlarmsAt(TemperatureScore[] scores, double samplePeriodSeconds)
    {
        int clear = Math.Max(1, (int)Math.Round(ClearSeconds / samplePeriodSeconds));
        bool raised = false;
        int above = 0;
        int below = 0;
        for (int n = 0; n < scores.Length; n++)
        {
            above = scores[n].Value >= 1 ? above + 1 : 0;
            below = scores[n].Value < ClearShare ? below + 1 : 0;
            if (raised)
            {
                raised = below < clear;
            }
            else if (above >= HoldSamples)
            {
                raised = true;
                yield return n;
            }
        }
    }
}
