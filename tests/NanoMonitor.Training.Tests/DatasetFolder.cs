using System.Text;
using NanoMonitor.Datasets;

namespace NanoMonitor.Training.Tests;

/// <summary>A folder for generated datasets, gone at the end.</summary>
internal sealed class DatasetFolder : IDisposable
{
    private const string Columns = "\"ax\", \"ay\", \"az\"";

    public string Path { get; } = Directory.CreateTempSubdirectory("nanomonitor-training-").FullName;

    public Dataset Manifest(string more, int columns, string recordings = """{ "id": "a", "file": "a.csv", "label": "normal" }""", string splits = "")
    {
        string names = string.Join(", ", Columns.Split(", ").Take(columns));
        File.WriteAllText(System.IO.Path.Combine(Path, Dataset.ManifestName), $$"""
            {
              "format": "nanomonitor-dataset/1", {{more}} "sampleRateHz": 200,
              "acceleration": { "columns": [{{names}}], "countsPerG": 4096 },
              "recordings": [{{recordings}}],
              "splits": { {{splits}} }
            }
            """);
        return Dataset.Open(Path);
    }

    /// <summary>A noisy hum on three axes; faulty, another tone comes in. The last segment of a given length is marked as its own.</summary>
    public void Vibration(string file, int samples, int seed, bool faulty, int lastSegment = 0)
    {
        var random = new Random(seed);
        var text = new StringBuilder("ax,ay,az,segment\n");
        for (int n = 0; n < samples; n++)
        {
            double hum = 120 * Math.Sin(2 * Math.PI * 24.7 * n / 200);
            double fault = faulty ? 60 * Math.Sin(2 * Math.PI * 61.3 * n / 200) : 0;
            int x = (int)Math.Round(hum + fault + (25 * random.Normal()));
            int y = (int)Math.Round((0.6 * hum) + (25 * random.Normal()));
            int z = (int)Math.Round(4096 + (0.3 * hum) + fault + (30 * random.Normal()));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{x},{y},{z},{(n < samples - lastSegment ? 0 : 1)}\n");
        }

        File.WriteAllText(System.IO.Path.Combine(Path, file), text.ToString());
    }

    /// <summary>Noise in segments of one length.</summary>
    public void Segments(string file, int segments, int length)
    {
        var random = new Random(1);
        var text = new StringBuilder("ax,ay,az,segment\n");
        for (int n = 0; n < segments * length; n++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{random.Next(-99, 99)},{random.Next(-99, 99)},{random.Next(-99, 99)},{n / length}\n");
        }

        File.WriteAllText(System.IO.Path.Combine(Path, file), text.ToString());
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
    }
}
