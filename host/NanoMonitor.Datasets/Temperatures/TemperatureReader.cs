using NanoMonitor.Datasets.Csv;

namespace NanoMonitor.Datasets.Temperatures;

/// <summary>Reads the series of <c>temperature</c> recordings.</summary>
public static class TemperatureReader
{
    /// <summary>The series of a part of a recording; row n lies at n · samplePeriodSeconds.</summary>
    /// <exception cref="DatasetException">A file, column or value is missing or wrong; the message names file, line and column.</exception>
    public static TemperatureSeries Read(Dataset dataset, RecordingPart part)
    {
        var layout = dataset.Temperature ?? throw new DatasetException($"{dataset.Folder}: holds {dataset.Kind} recordings, not temperatures.");
        using var csv = new CsvReader(part.Recording.Path);
        int timeColumn = csv.FindColumn(layout.TimestampColumn);
        int valueColumn = csv.FindColumn(layout.Column);
        var times = new List<DateTime>();
        var values = new List<double>();
        for (int row = 0; csv.Read(); row++)
        {
            double seconds = row * layout.SamplePeriodSeconds;
            if (seconds >= (part.FromSeconds ?? 0) && seconds < (part.ToSeconds ?? double.MaxValue))
            {
                times.Add(csv.Time(timeColumn));
                values.Add(csv.Number(valueColumn));
            }
        }

        return times.Count > 0
            ? new TemperatureSeries([.. times], [.. values])
            : throw new DatasetException($"{part.Recording.Path}: the part {part} holds no row.");
    }
}
