using System.Runtime.InteropServices;
using NanoMonitor.Datasets.Clips;

namespace NanoMonitor.Datasets.Tests.Clips;

public sealed class ClipReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
    }

    [Fact]
    public void Reads_frames_and_parts()
    {
        var dataset = Write([1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal(4, ClipReader.Read(dataset, new RecordingPart(dataset.Recordings[0])).Length);
        var part = ClipReader.Read(dataset, new RecordingPart(dataset.Recordings[0], 0.5, 1.5));
        Assert.Equal([[3, 4], [5, 6]], part);
    }

    [Fact]
    public void Refuses_a_wrong_length_and_values_that_are_not_finite()
    {
        var truncated = Write([1, 2, 3, 4, 5, 6, 7]);
        Assert.Contains("has 28 bytes, 4 frames of 2 float32 need 32", Error(truncated), StringComparison.Ordinal);
        var infinite = Write([1, 2, 3, float.PositiveInfinity, 5, 6, 7, 8]);
        Assert.Contains("frame 1, band 1", Error(infinite), StringComparison.Ordinal);
    }

    private static string Error(Dataset dataset)
    {
        return Assert.Throws<DatasetException>(() => ClipReader.Read(dataset, new RecordingPart(dataset.Recordings[0]))).Message;
    }

    private Dataset Write(float[] values)
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "c.f32"), MemoryMarshal.AsBytes<float>(values).ToArray());
        folder.Write("dataset.json", """
            {
              "format": "nanomonitor-dataset/1", "kind": "features", "bands": 2, "hopSeconds": 0.5,
              "recordings": [{ "id": "c", "file": "c.f32", "label": "normal", "frames": 4 }]
            }
            """);
        return Dataset.Open(folder.Path);
    }
}
