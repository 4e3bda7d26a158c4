using NanoMonitor.Datasets.Tests.Dcase;

namespace NanoMonitor.Training.Tests.Dcase;

/// <summary>A small generated tree in the challenge's layout: noise with a tone; planted anomalies have another tone.</summary>
public sealed class DcaseTreeFolder : IDisposable
{
    private const int RateHz = 16000;
    private const int Samples = 8 * 1024;

    public string Path { get; } = Directory.CreateTempSubdirectory("nanomonitor-dcase-").FullName;

    /// <summary>Writes one type of machine with the ids 00 and 02.</summary>
    public void Write(string type, int train, int test)
    {
        var random = new Random(1);
        foreach (var (id, toneHz) in new[] { ("00", 700.0), ("02", 1500.0) })
        {
            for (int i = 0; i < train; i++)
            {
                Clip(type, $"train/normal_id_{id}_{i:D8}.wav", random, toneHz, 0);
            }

            for (int i = 0; i < test; i++)
            {
                Clip(type, $"test/normal_id_{id}_{i:D8}.wav", random, toneHz, 0);
                Clip(type, $"test/anomaly_id_{id}_{i:D8}.wav", random, toneHz, 3000);
            }
        }
    }

    /// <summary>Writes one clip.</summary>
    public string Clip(string type, string file, Random random, double toneHz, double faultHz, int rateHz = RateHz, int samples = Samples)
    {
        string path = System.IO.Path.Combine(Path, type, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        WavWriter.Write(path, rateHz, 1, [.. Enumerable.Range(0, samples).Select(n => (short)(
            (3000 * Math.Sin(2 * Math.PI * toneHz * n / rateHz)) + (faultHz > 0 ? 600 * Math.Sin(2 * Math.PI * faultHz * n / rateHz) : 0) + (500 * random.Normal())))]);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
