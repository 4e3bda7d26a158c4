using NanoMonitor.Datasets.Temperatures;

namespace NanoMonitor.Datasets.Tests.Temperatures;

public sealed class TemperatureReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
    }

    [Fact]
    public void Reads_times_values_and_labelled_windows()
    {
        var dataset = Write("when,v\n2020-01-01 00:00:00,20.5\n2020-01-01 00:05:00,21\n");
        var window = Assert.Single(dataset.Recordings[0].AnomalyWindows);
        Assert.Equal(new DateTime(2020, 1, 1, 0, 4, 0), window.From);
        var series = TemperatureReader.Read(dataset, new RecordingPart(dataset.Recordings[0]));
        Assert.Equal([20.5, 21], series.Values);
        Assert.Equal(new DateTime(2020, 1, 1, 0, 5, 0), series.Times[1]);
        Assert.Equal([21.0], TemperatureReader.Read(dataset, new RecordingPart(dataset.Recordings[0], 1)).Values);
    }

    [Theory]
    [InlineData("when,v\n2020-01-01,1\nsoon,1\n", "t.csv:3: column 'when' (field 1): 'soon' is not a date and time")]
    [InlineData("when,v\n2020-01-01,hot\n", "t.csv:2: column 'v' (field 2): 'hot' is not a number")]
    public void Names_line_and_column_of_an_error(string csv, string message)
    {
        var dataset = Write(csv);
        var error = Assert.Throws<DatasetException>(() => TemperatureReader.Read(dataset, new RecordingPart(dataset.Recordings[0])));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Reads_the_recorded_machine_temperature()
    {
        string? path = SharedData.Find("nab-machine-temperature");
        Skip.If(path is null, "../shared/data/nab-machine-temperature is not here");
        var dataset = Dataset.Open(path);
        Assert.Empty(dataset.Warnings);
        Assert.Equal(4, dataset.Recordings[0].AnomalyWindows.Count);
        Assert.Equal(22_695, TemperatureReader.Read(dataset, new RecordingPart(dataset.Recordings[0])).Values.Length);
    }

    private Dataset Write(string csv)
    {
        folder.Write("t.csv", csv);
        folder.Write("dataset.json", """
            {
              "format": "nanomonitor-dataset/1", "kind": "temperature", "samplePeriodSeconds": 300,
              "temperature": { "column": "v", "timestampColumn": "when" },
              "recordings": [{ "id": "t", "file": "t.csv", "label": "mixed", "anomalyWindows": [["2020-01-01T00:04:00", "2020-01-01T00:06:00"]] }]
            }
            """);
        return Dataset.Open(folder.Path);
    }
}
