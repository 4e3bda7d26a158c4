using NanoMonitor.Datasets.Csv;

namespace NanoMonitor.Datasets.Waveforms;

/// <summary>Reads the samples of waveform recordings.</summary>
public static class WaveformReader
{
    /// <summary>
    /// The samples of a part of a recording, as stretches that windows must not cross. Sample n lies at n / rate seconds;
    /// the part's ends are rounded to whole samples.
    /// </summary>
    /// <exception cref="DatasetException">A file, column or value is missing or wrong; the message names file, line and column.</exception>
    public static IReadOnlyList<WaveformStretch> Read(Dataset dataset, RecordingPart part)
    {
        var layout = dataset.Waveform ?? throw new DatasetException($"{dataset.Folder}: holds {dataset.Kind} recordings, not waveforms.");
        using var csv = new CsvReader(part.Recording.Path);
        int[] axes = [.. layout.Columns.Select(csv.FindColumn)];
        int temperature = layout.TemperatureColumn is { } name ? csv.FindColumn(name) : -1;
        int segment = layout.SegmentColumn is { } segmentName ? csv.FindColumn(segmentName) : -1;
        long first = SampleAt(part.FromSeconds ?? 0, layout);
        long end = part.ToSeconds is { } to ? SampleAt(to, layout) : long.MaxValue;

        var stretches = new List<WaveformStretch>();
        var current = new StretchBuilder(axes.Length, temperature >= 0);
        byte[] mark = [];
        long row = 0;
        for (; row < end && csv.Read(); row++)
        {
            if (row < first)
            {
                continue;
            }

            if (segment >= 0 && !csv.Field(segment).SequenceEqual(mark))
            {
                mark = csv.Field(segment).ToArray();
                current.MoveTo(stretches);
            }

            current.Begin((int)row);
            for (int axis = 0; axis < axes.Length; axis++)
            {
                current.Samples[axis].Add(ReadCount(csv, axes[axis], layout));
            }

            current.Temperatures?.Add(csv.Scaled(temperature, 100, -100_000, 1_000_000));
        }

        current.MoveTo(stretches);
        return row > first
            ? stretches
            : throw new DatasetException($"{part.Recording.Path}: has {row} samples, the part {part} begins at sample {first}.");
    }

    private static long SampleAt(double seconds, WaveformLayout layout)
    {
        return (long)Math.Round(seconds * layout.SampleRateHz);
    }

    private static int ReadCount(CsvReader csv, int column, WaveformLayout layout)
    {
        int limit = 1 << (layout.SampleBits - 1);
        return csv.Scaled(column, layout.CountsPerUnit, -limit, limit - 1);
    }

    private sealed class StretchBuilder(int axisCount, bool withTemperature)
    {
        private int first;

        public List<int>[] Samples { get; } = [.. Enumerable.Range(0, axisCount).Select(_ => new List<int>())];

        public List<int>? Temperatures { get; } = withTemperature ? [] : null;

        public void Begin(int row)
        {
            first = Samples[0].Count == 0 ? row : first;
        }

        public void MoveTo(List<WaveformStretch> stretches)
        {
            if (Samples[0].Count > 0)
            {
                stretches.Add(new WaveformStretch(first, [.. Samples.Select(axis => axis.ToArray())], Temperatures?.ToArray()));
            }

            foreach (var axis in Samples)
            {
                axis.Clear();
            }

            Temperatures?.Clear();
        }
    }
}
