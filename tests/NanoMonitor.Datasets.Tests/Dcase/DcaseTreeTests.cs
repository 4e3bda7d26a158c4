using NanoMonitor.Datasets.Dcase;

namespace NanoMonitor.Datasets.Tests.Dcase;

public sealed class DcaseTreeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Finds_types_machines_and_labels_and_passes_over_what_does_not_fit()
    {
        Touch("fan/train/normal_id_00_00000000.wav", "fan/train/anomaly_id_00_00000000.wav", "fan/train/notes.wav");
        Touch("fan/test/normal_id_02_00000001.wav", "fan/test/anomaly_id_00_00000000.wav", "fan/test/id_01_00000000.wav");
        Touch("empty/train/normal_id_00_00000000.wav");
        var warnings = new List<string>();
        var type = Assert.Single(DcaseTree.Open(folder.Path, warnings));
        Assert.Equal("fan", type.Name);
        Assert.Equal("00", Assert.Single(type.Train).MachineId);
        Assert.Equal(["00", "01", "02"], type.TestedIds);
        Assert.Equal([RecordingLabel.Anomaly, null, RecordingLabel.Normal], type.Test.Select(clip => clip.Label));
        Assert.Equal(["anomaly_id_00_00000000.wav", "notes.wav"], warnings.Select(warning => Path.GetFileName(warning.Split(": ")[0])));
    }

    [Fact]
    public void Refuses_a_folder_without_any_type()
    {
        Assert.Contains("train/normal_id_NN_NNNNNNNN.wav", Assert.Throws<DatasetException>(() => DcaseTree.Open(folder.Path, [])).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<DatasetException>(() => DcaseTree.Open(Path.Combine(folder.Path, "no"), [])).Message, StringComparison.Ordinal);
    }

    private void Touch(params string[] files)
    {
        foreach (string file in files)
        {
            string path = Path.Combine(folder.Path, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }
    }
}
