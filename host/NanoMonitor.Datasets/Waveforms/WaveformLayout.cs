using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.Manifests;

namespace NanoMonitor.Datasets.Waveforms;

/// <summary>
/// How the CSV files of a waveform dataset are to be read: <c>sampleRateHz</c>, <c>acceleration</c> (<c>columns</c>, <c>countsPerG</c>,
/// optionally <c>sampleBits</c>), and optionally <c>temperature</c> (<c>column</c>, <c>unit</c>: degC), <c>segmentColumn</c> (there or within <c>acceleration</c>),
/// <c>sensor</c>, <c>rangeG</c>.
/// </summary>
/// <remarks>
/// Samples are integers. Where <c>countsPerG</c> is 100 or more, the values of the file are the counts themselves; decimals are rounded to
/// the nearest count, halves to even. Where it is less (1 for values in g, 9.80665⁻¹ … for other units), the file holds physical values:
/// they are scaled to 20-bit counts, 16384 per g, or 2¹⁹/<c>rangeG</c> per g where a range is given, and rounded the same way.
/// Where <c>sampleBits</c> is given, the values are counts of so many bits whatever <c>countsPerG</c>.
/// </remarks>
public sealed record WaveformLayout
{
    private const double LeastCountsPerG = 100;
    private const double MostCountsPerGOf16Bits = 20000;
    private const int PhysicalRangeG = 32;
    private const int PhysicalBits = 20;

    /// <summary>Nominal sample rate.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Names of the 1 to 3 acceleration columns: x, y, z.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Counts per g of the samples as the reader gives them.</summary>
    public required int CountsPerG { get; init; }

    /// <summary>Bits of a sample as the reader gives them: what the dataset says, else 16 or 20.</summary>
    public required int SampleBits { get; init; }

    /// <summary>What the file's values are multiplied by to give counts; 1 where they are counts.</summary>
    public required double CountsPerUnit { get; init; }

    /// <summary>Column of the temperature in °C, or null.</summary>
    public string? TemperatureColumn { get; init; }

    /// <summary>Column whose changes of value mark stretches that a window must not cross, or null.</summary>
    public string? SegmentColumn { get; init; }

    /// <summary>The sensor, one of <see cref="Core.Signal.SensorFamily"/>, or null where the dataset does not say.</summary>
    public int? SensorFamily { get; init; }

    /// <summary>The sensor's range, ± g, or null where the dataset does not say.</summary>
    public int? RangeG { get; init; }

    internal static WaveformLayout Read(LocatedJson root)
    {
        var acceleration = root.Required("acceleration");
        int? rangeG = root.Optional("rangeG")?.Integer(1, 1000);
        int? sensor = root.Optional("sensor") is { } field ? ReadSensor(field) : null;
        double countsPerG = acceleration.Required("countsPerG").Number(1e-6, 1 << 24);
        int? sampleBits = acceleration.Optional("sampleBits")?.Integer(8, PhysicalBits);
        bool physical = sampleBits is null && countsPerG < LeastCountsPerG;
        int counts = physical ? (1 << (PhysicalBits - 1)) / (rangeG ?? PhysicalRangeG) : Math.Max(1, (int)Math.Round(countsPerG));
        return new WaveformLayout
        {
            SampleRateHz = root.Required("sampleRateHz").Number(1, 100_000),
            Columns = ReadColumns(acceleration.Required("columns")),
            CountsPerG = counts,
            SampleBits = sampleBits ?? (physical || countsPerG > MostCountsPerGOf16Bits ? PhysicalBits : 16),
            CountsPerUnit = physical ? counts / countsPerG : 1,
            TemperatureColumn = root.Optional("temperature") is { } temperature ? ReadTemperature(temperature) : null,
            SegmentColumn = (root.Optional("segmentColumn") ?? acceleration.Optional("segmentColumn"))?.Text(),
            SensorFamily = sensor,
            RangeG = rangeG,
        };
    }

    private static List<string> ReadColumns(LocatedJson field)
    {
        List<string> columns = [.. field.Items().Select(item => item.Text())];
        if (columns.Count is < 1 or > 3 || columns.Distinct().Count() != columns.Count)
        {
            throw field.Refuse("one to three different column names are expected");
        }

        return columns;
    }

    private static string ReadTemperature(LocatedJson field)
    {
        var unit = field.Optional("unit");
        return unit is null || unit.Text() == "degC" ? field.Required("column").Text() : throw unit.Refuse($"'{unit.Text()}' is not known; degC is");
    }

    private static int ReadSensor(LocatedJson field)
    {
        int family = Core.Signal.SensorFamily.Parse(field.Text());
        string known = string.Join(", ", Enumerable.Range(0, Core.Signal.SensorFamily.Count).Select(Core.Signal.SensorFamily.Name));
        return family >= 0 ? family : throw field.Refuse($"'{field.Text()}' is not one of {known}");
    }
}
