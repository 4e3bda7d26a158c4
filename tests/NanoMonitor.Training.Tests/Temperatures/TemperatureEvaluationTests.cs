using NanoMonitor.Datasets;
using NanoMonitor.Training.Temperatures;

namespace NanoMonitor.Training.Tests.Temperatures;

public class TemperatureEvaluationTests
{
    [SkippableFact]
    public void Finds_every_labelled_anomaly_of_a_recorded_machine_with_few_false_alarms()
    {
        string? path = SharedData.Find("nab-machine-temperature");
        Skip.If(path is null, "../shared/data/nab-machine-temperature is not here");
        var report = TemperatureEvaluation.Run(Dataset.Open(path));
        Assert.Equal((22_695, 4, 4), (report.Samples, report.Windows, report.WindowsFound));
        Assert.InRange(report.Auc!.Value, 0.88, 1);
        Assert.InRange(report.FalseAlarms, 0, 4);
        Assert.Equal(report.FalseAlarms, report.Alarms.Count(alarm => !alarm.InWindow));
    }

    [Fact]
    public void Counts_alarms_and_windows()
    {
        string folder = Directory.CreateTempSubdirectory("nanomonitor-temperature-").FullName;
        try
        {
            var start = new DateTime(2026, 1, 1);
            var lines = Enumerable.Range(0, 12 * 24).Select(n => $"{start.AddHours(n):yyyy-MM-dd HH:mm:ss},{(n is >= 200 and < 220 ? 90 : n is >= 260 and < 270 ? 160 : 60 + (n % 24 / 8.0))}");
            File.WriteAllText(Path.Combine(folder, "t.csv"), "timestamp,value\n" + string.Join('\n', lines) + "\n");
            File.WriteAllText(Path.Combine(folder, Dataset.ManifestName), $$"""
                { "format": "nanomonitor-dataset/1", "kind": "temperature", "name": "oven", "samplePeriodSeconds": 3600,
                  "temperature": { "column": "value", "timestampColumn": "timestamp" },
                  "recordings": [{ "id": "oven", "file": "t.csv", "label": "mixed",
                    "anomalyWindows": [["{{start.AddHours(195):s}}", "{{start.AddHours(225):s}}"], ["{{start.AddHours(10):s}}", "{{start.AddHours(20):s}}"]] }] }
                """);
            var report = TemperatureEvaluation.Run(Dataset.Open(folder));
            Assert.Equal((2, 1, 1), (report.Windows, report.WindowsFound, report.FalseAlarms));
            Assert.Equal(["jump", "jump"], report.Alarms.Select(alarm => alarm.Kind));
            Assert.Equal(start.AddHours(202), report.Alarms[0].Time);
            Assert.Equal(1 / 12.0, report.FalseAlarmsPerDay, 6);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
