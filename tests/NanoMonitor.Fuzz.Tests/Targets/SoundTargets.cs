using System.Buffers.Binary;
using System.Text;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Dcase;

namespace NanoMonitor.Fuzz.Tests.Targets;

/// <summary>WAV files, and the names in a DCASE tree.</summary>
internal static class SoundTargets
{
    private const int SizeAt = 4;
    private const int SizeEnd = 8;
    private const int LongestName = 200;

    public static IEnumerable<FuzzTarget> Create(string folder)
    {
        string wav = Path.Combine(folder, "a.wav");
        return
        [
            DatasetTargets.OfFile("wav", wav, () => WavFile.Read(wav)) with { Repair = WithSize },
            new("dcase-tree", bytes => OpenTree(Path.Combine(folder, "tree"), bytes))
            {
                Documented = [typeof(DatasetException)],
                Place = folder,
                Slowness = 6,
                AllocationPerByte = 2048,
            },
        ];
    }

    private static byte[] WithSize(byte[] bytes)
    {
        if (bytes.Length < SizeEnd)
        {
            return bytes;
        }

        byte[] file = [.. bytes];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(SizeAt), file.Length - SizeEnd);
        return file;
    }

    // A line of the input is the name of a file; what is taken has an id of two digits, and no file is lost without a warning.
    private static byte[]? OpenTree(string root, byte[] bytes)
    {
        string train = Path.Combine(root, "fan", "train");
        string test = Path.Combine(root, "fan", "test");
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        Directory.CreateDirectory(train);
        Directory.CreateDirectory(test);
        foreach (string name in Encoding.UTF8.GetString(bytes).Split('\n').Take(20).Select(AsFileName).Where(name => name.Length > 4))
        {
            File.WriteAllBytes(Path.Combine(train, name), []);
            File.WriteAllBytes(Path.Combine(test, name), []);
        }

        List<string> warnings = [];
        var type = DcaseTree.Open(root, warnings).Single();
        Assert.All(type.Train.Concat(type.Test), clip => Assert.True(clip.MachineId.Length == 2 && clip.MachineId.All(char.IsAsciiDigit), clip.Path));
        Assert.All(type.Train, clip => Assert.Equal(RecordingLabel.Normal, clip.Label));
        int files = Directory.GetFiles(train, "*.wav").Length + Directory.GetFiles(test, "*.wav").Length;
        Assert.Equal(files, type.Train.Count + type.Test.Count + warnings.Count);
        return null;
    }

    // What a file system takes.
    private static string AsFileName(string line)
    {
        string name = line.Replace('/', '_').Replace('\0', '_');
        return name.Length > LongestName / 3 ? name[..(LongestName / 3)] : name;
    }
}
